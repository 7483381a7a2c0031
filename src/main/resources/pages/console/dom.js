// Builds the page. Text goes in as text only, whatever it looks like.

export const byId = (id) => document.getElementById(id);

/** An element with these properties and, in it, these elements and texts. */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Says something, unless it is said already: a screen reader reads each change. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** Fills the figures of a part of the page by name. */
export function setFigures(root, figures) {
  for (const [name, text] of Object.entries(figures)) {
    setText(root.querySelector(`[data-figure="${name}"]`), text);
  }
}

/** A row of a table, its first cell naming it. */
export function row(first, ...others) {
  return element("tr", {}, element("th", { scope: "row" }, first), ...others.map((each) => element("td", {}, each)));
}
