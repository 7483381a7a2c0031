// Server-sent events as WHATWG writes them. EventSource cannot send a key, hence by hand.

/** Reads the events of an answer, each with a type and its data, as JSON. */
export async function* readEvents(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    yield* blocks.map(readFields).filter(({ data }) => data !== undefined).map(({ event, data }) => ({
      type: event ?? "message",
      data: JSON.parse(data),
    }));
  }
}

/** Lines that begin with a colon are comments. */
function readFields(block) {
  const fields = block.split("\n").map((line) => line.match(/^(\w+): ?(.*)$/));
  return Object.fromEntries(fields.filter(Boolean).map(([, name, value]) => [name, value]));
}
