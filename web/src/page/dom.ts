// Elements in few words.

export type Child = Node | string | number | null | undefined | false;
export type Attributes = { [name: string]: string | number | boolean | null | undefined | ((event: Event) => void) };

/** An element with attributes (functions listen) and children (strings are text, never HTML). */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  put(element, ...children);
  return element;
}

export function put(element: Element, ...children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** A table in a box that scrolls within itself. */
export function table_box(label: string, table: HTMLTableElement): HTMLElement {
  return el('div', { class: 'scroll', role: 'region', 'aria-label': label, tabindex: 0 }, table);
}

/** Text with the powers of ten raised that it has as 10^−15. */
export function raised(text: string): HTMLSpanElement {
  const span = el('span');
  text.split(/(10\^[\u2212\d]+)/).forEach((piece, i) => put(span, ...(i % 2 ? ['10', el('sup', {}, piece.slice(3))] : [piece])));
  return span;
}

/** A part of the page under a heading. What follows a bar in the note is about the screen and not for paper. */
export function part(id: string, title: string, note: string | null, ...children: Child[]): HTMLElement {
  const [told, hint] = (note ?? '').split('|');
  const line = note ? el('p', { class: 'note' }, told, hint ? el('span', { class: 'screen' }, hint) : null) : null;
  return el('section', { id, 'aria-labelledby': `${id}-title` }, el('header', {}, el('h2', { id: `${id}-title` }, title), line), ...children);
}

/** A labelled list to pick from. */
export function picker(label: string, options: { value: string; text: string; group?: string }[], chosen: string, pick: (value: string) => void): HTMLLabelElement {
  const select = el('select', { change: (event: Event) => pick((event.target as HTMLSelectElement).value) });
  for (const option of options) select.append(el('option', { value: option.value, selected: option.value === chosen }, option.text));
  return el('label', { class: 'pick' }, el('span', {}, label), select);
}
