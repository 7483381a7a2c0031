// How numbers and times are written.

const whole = new Intl.NumberFormat("en");

export const count = (number) => (number === undefined ? "–" : whole.format(number));

export function perSecond(rate) {
  return rate === undefined ? "none yet" : `${rate >= 100 ? whole.format(Math.round(rate)) : rate.toFixed(1)}/s`;
}

export function percent(share) {
  return share === undefined ? "–" : `${(share * 100).toFixed(1)} %`;
}

/** A time as the gateway writes it, without its fraction of a second. */
export function time(text) {
  return text ? text.replace(/\.\d+Z$/, "Z").replace("T", " ") : "–";
}

/** A time span as ISO 8601 writes it, in days where it has whole ones: the gateway writes 30 days as PT720H. */
export function duration(text) {
  const hours = Number(/^PT(\d+)H$/.exec(text ?? "")?.[1]);
  return hours % 24 === 0 ? `${hours / 24} days` : text;
}

/** A time span in its two greatest units. */
export function span(seconds) {
  const units = [
    ["d", 86_400],
    ["h", 3_600],
    ["min", 60],
    ["s", 1],
  ];
  const parts = [];
  let rest = Math.round(seconds);
  for (const [name, length] of units) {
    if (rest >= length) {
      parts.push(`${Math.floor(rest / length)} ${name}`);
      rest %= length;
    }
  }
  return parts.slice(0, 2).join(" ") || "0 s";
}
