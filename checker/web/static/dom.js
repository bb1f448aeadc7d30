// Elements.

export const $ = (id) => document.getElementById(id);

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null && child !== false));
  return made;
}

// Text that stands already is left alone: a click is lost where its text is replaced under the pointer.
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export const number = (count, noun, nouns = `${noun}s`) => `${count.toLocaleString("en")} ${count === 1 ? noun : nouns}`;

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
