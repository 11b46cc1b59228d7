// Where names go beside the points they name, so that none covers another: each tries places around its point, nearest first, and
// takes the first that is free; those of lower rank go without.

export interface Named {
  x: number; // px of the point
  y: number;
  text: string;
  size: number; // px of the type
  radius: number; // px of the mark
  must: boolean; // placed farther off, with a leader, before it is left out
}

export interface PlacedLabel {
  x: number; // px of the middle of the text's left edge
  y: number;
  leader: boolean; // stands far enough off to want a line to its point
}

/** What no name may cover, px. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Width of a text: a han character takes one em, a Latin one 0.56 on average. */
export function text_width(text: string, size: number): number {
  let em = 0;
  for (let i = 0; i < text.length; ++i) em += text.charCodeAt(i) > 0x2e7f ? 1 : 0.56;
  return em * size;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Places in the order of the names, which is their rank; undefined = left out. Others: boxes that are taken already. */
export function label_places(names: Named[], width: number, height: number, above_first = false, others: Box[] = []): (PlacedLabel | undefined)[] {
  const taken: Box[] = others.slice();
  for (let i = 0; i < names.length; ++i) {
    const r = names[i].radius;
    if (r > 0) taken.push({ left: names[i].x - r, right: names[i].x + r, top: names[i].y - r, bottom: names[i].y + r });
  }
  return names.map((name) => {
    const w = text_width(name.text, name.size);
    const h = name.size * 1.25;
    const rings = name.must ? [0, 14, 30, 48, 70] : [0, 8];
    for (let k = 0; k < rings.length; ++k) {
      const off = name.radius + 4 + rings[k];
      const diagonal = off * 0.75;
      // left edge and middle of the text: right, left, above, below, then the corners
      const places = [
        [name.x + off, name.y],
        [name.x - off - w, name.y],
        [name.x - w / 2, name.y - off - h / 2 + 2],
        [name.x - w / 2, name.y + off + h / 2 - 2],
        [name.x + diagonal, name.y - diagonal - h / 4],
        [name.x + diagonal, name.y + diagonal + h / 4],
        [name.x - diagonal - w, name.y - diagonal - h / 4],
        [name.x - diagonal - w, name.y + diagonal + h / 4],
      ];
      if (above_first) places.unshift(places[2]);
      for (let p = 0; p < places.length; ++p) {
        const box = { left: places[p][0] - 1, right: places[p][0] + w + 1, top: places[p][1] - h / 2, bottom: places[p][1] + h / 2 };
        if (box.left < 0 || box.right > width || box.top < 0 || box.bottom > height) continue;
        let free = true;
        for (let t = 0; t < taken.length && free; ++t) free = !overlap(box, taken[t]);
        if (!free) continue;
        taken.push(box);
        return { x: places[p][0], y: places[p][1], leader: rings[k] > 8 };
      }
    }
    return undefined;
  });
}

/** Name and leader as elements of ECharts' graphic component. */
export function label_graphic(name: Named, label: PlacedLabel, type: { color: string; prefix: string; family: string }): { [key: string]: any }[] {
  const elements: { [key: string]: any }[] = [];
  const right = label.x + text_width(name.text, name.size);
  const end = Math.max(label.x, Math.min(right, name.x));
  const edge = name.x < label.x - 2 || name.x > right + 2 ? label.y : label.y + (name.y > label.y ? 1 : -1) * name.size * 0.6;
  if (label.leader) {
    elements.push({ type: 'line', silent: true, z: 90, shape: { x1: name.x, y1: name.y, x2: end, y2: edge }, style: { stroke: type.color, lineWidth: 0.7 } });
  }
  elements.push({
    type: 'text',
    silent: true,
    z: 100,
    x: label.x,
    y: label.y,
    style: { text: name.text, fill: type.color, font: type.prefix + name.size + 'px ' + type.family, textVerticalAlign: 'middle', verticalAlign: 'middle', stroke: '#fff', lineWidth: 3 },
  });
  return elements;
}
