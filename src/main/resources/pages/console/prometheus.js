// Reads Prometheus' text format, version 0.0.4.

const SAMPLE = /^([\w:]+)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** The samples of these names: from a name to samples, each with labels and a value. */
export function readSamples(text, names) {
  const samples = new Map(names.map((name) => [name, []]));
  for (const line of text.split("\n")) {
    const [, name, labels, value] = SAMPLE.exec(line) ?? [];
    samples.get(name)?.push({ labels: readLabels(labels ?? ""), value: Number(value) });
  }
  return samples;
}

function readLabels(text) {
  return Object.fromEntries([...text.matchAll(LABEL)].map(([, name, value]) => [name, value]));
}
