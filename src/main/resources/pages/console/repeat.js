// Does something again and again, each time a while after the last time was over; not while nobody looks.

export function repeat(work, pauseMillis) {
  let timer;
  let stopped = false;

  async function round() {
    if (!document.hidden) {
      await work();
    }
    if (!stopped) {
      timer = setTimeout(round, pauseMillis);
    }
  }

  round();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
