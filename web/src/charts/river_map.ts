// The rivers where they lie, every piece in the colour of its class on the day, and the control sections.
import { class_at, class_colour, class_dash, class_mark, ink, quiet } from '../classes';
import type { Bulletin, River } from '../data/bulletin';
import { known } from '../format';
import { say, type Language } from '../words/words';
import type { Choice } from './choice';
import { label_graphic, label_places, text_width, type Named } from './label_places';
import { base, escaped, font, nothing, tooltip, type Option } from './style';
import { travel_key, travel_marks, travel_names, travel_series } from './travel_marks';

const km_of_degree = 111.2; // of latitude, mean

interface Extent {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

function extent_of(data: Bulletin): Extent | undefined {
  const extent = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (let r = 0; r < data.map.rivers.length; ++r) {
    const pieces = data.map.rivers[r].pieces;
    for (let p = 0; p < pieces.length; ++p) {
      for (let i = 0; i < pieces[p].line.length; ++i) {
        const x = pieces[p].line[i][0];
        const y = pieces[p].line[i][1];
        if (!known(x) || !known(y)) continue;
        extent.left = Math.min(extent.left, x);
        extent.right = Math.max(extent.right, x);
        extent.bottom = Math.min(extent.bottom, y);
        extent.top = Math.max(extent.top, y);
      }
    }
  }
  if (!(extent.right > extent.left && extent.top > extent.bottom)) return undefined;
  // room for the width of lines that end at the edge
  const room = { x: (extent.right - extent.left) * 0.01, y: (extent.top - extent.bottom) * 0.01 };
  return { left: extent.left - room.x, right: extent.right + room.x, bottom: extent.bottom - room.y, top: extent.top + room.y };
}

/** Where the picture lies on the sheet so that a kilometre is as long to the east as to the north. */
function placed(extent: Extent, squeeze: number, width: number, height: number): { left: number; top: number; width: number; height: number; scale: number } {
  const east = (extent.right - extent.left) * squeeze;
  const north = extent.top - extent.bottom;
  const margin = { left: 26, right: 44, top: 16, bottom: 34 };
  const scale = Math.min((width - margin.left - margin.right) / east, (height - margin.top - margin.bottom) / north); // px per degree of latitude
  return {
    left: margin.left + (width - margin.left - margin.right - east * scale) / 2,
    top: margin.top + (height - margin.top - margin.bottom - north * scale) / 2,
    width: east * scale,
    height: north * scale,
    scale,
  };
}

/** Class of a piece of a river on a day. */
export function piece_class(data: Bulletin, scenario: number, river: number, piece: number, day: number): number {
  const of_schedule = data.map.class[scenario];
  const text = of_schedule && of_schedule[river] ? of_schedule[river][piece] : undefined;
  return text ? class_at(text, day) : 0;
}

/** Class of a section on a day, by automatic stations' indicators or by all. */
export function section_class(data: Bulletin, scenario: number, section: number, day: number, full: boolean): number {
  const of_schedule = data.verdicts[scenario];
  const verdict = of_schedule && of_schedule[section];
  return verdict ? class_at(full ? verdict.full_class : verdict.class, day) : 0;
}

/** Lines of class over the rivers' courses, dark and wider below, so that pale classes and gaps of dashes are seen. */
export function class_lines(courses: Option[], pieces: Option[], width: number): Option[] {
  const lines = { type: 'lines', coordinateSystem: 'cartesian2d', polyline: true };
  return [
    { ...lines, z: 2, silent: true, data: courses.map((course) => ({ ...course, lineStyle: { color: '#40525d', width: width + 1.6, opacity: 1, cap: 'round', join: 'round' } })) },
    {
      ...lines,
      z: 3,
      data: pieces.map((piece) => {
        const dash = class_dash[piece.grade];
        return { ...piece, lineStyle: { color: class_colour[piece.grade], width, opacity: 1, type: dash.length ? dash : 'solid', cap: dash.length ? 'butt' : 'round', join: 'round' } };
      }),
    },
  ];
}

export function section_marks(data: Bulletin, choice: Choice, language: Language, places: (number | null | undefined)[][], size: number): Option {
  const items: Option[] = [];
  for (let s = 0; s < data.sections.length; ++s) {
    if (!known(places[s][0]) || !known(places[s][1])) continue;
    const grade = section_class(data, choice.scenario, s, choice.day, choice.full);
    const picked = s === choice.section;
    items.push({
      value: places[s],
      section: s,
      grade,
      name: data.sections[s].name,
      symbolSize: picked ? size + 5 : size,
      itemStyle: { color: class_colour[grade], opacity: 1, borderColor: ink, borderWidth: picked ? 2.6 : 1.2 },
    });
  }
  return {
    type: 'scatter',
    z: 6,
    symbol: 'circle',
    data: items,
    tooltip: { formatter: (item: Option) => escaped(item.data.name) + ' &nbsp;<b>' + class_mark(item.data.grade, language) + '</b>' },
  };
}

export function river_tip(data: Bulletin, choice: Choice, language: Language): (item: Option) => string {
  return (item: Option) => {
    if (item.data.river === undefined) return '';
    const river = data.map.rivers[item.data.river];
    const piece = river.pieces[item.data.piece];
    const grade = piece_class(data, choice.scenario, item.data.river, item.data.piece, choice.day);
    return escaped(river.name) + ' ' + piece.from_km.toFixed(0) + '–' + piece.to_km.toFixed(0) + ' km &nbsp;<b>' + class_mark(grade, language) + '</b>';
  };
}

/** Where a place of a river lies, by its share of the way through the piece; null where the river is not drawn. */
function point_of(river: River, km: number): number[] | null {
  for (let p = 0; p < river.pieces.length; ++p) {
    const piece = river.pieces[p];
    if (km > piece.to_km && p + 1 < river.pieces.length) continue;
    const line = piece.line;
    let whole = 0;
    const reached = line.map((point, i) => {
      const before = line[Math.max(0, i - 1)];
      return (whole += Math.sqrt(Math.pow(point[0] - before[0], 2) + Math.pow(point[1] - before[1], 2)));
    });
    const wanted = whole * Math.max(0, Math.min(1, (km - piece.from_km) / (piece.to_km - piece.from_km)));
    for (let i = 1; i < line.length; ++i) {
      if (reached[i] < wanted) continue;
      const share = reached[i] > reached[i - 1] ? (wanted - reached[i - 1]) / (reached[i] - reached[i - 1]) : 0;
      return [line[i - 1][0] + share * (line[i][0] - line[i - 1][0]), line[i - 1][1] + share * (line[i][1] - line[i - 1][1])];
    }
  }
  return null;
}

export function river_map(data: Bulletin, choice: Choice, language: Language): Option {
  const extent = extent_of(data);
  if (!extent) return nothing(language);
  const squeeze = data.map.geographic === false ? 1 : Math.cos((((extent.bottom + extent.top) / 2) * Math.PI) / 180);
  const place = placed(extent, squeeze, choice.width, choice.height);
  const to_px = (point: (number | null | undefined)[]) => [
    place.left + ((point[0] as number) - extent.left) * squeeze * place.scale,
    place.top + (extent.top - (point[1] as number)) * place.scale,
  ];
  const narrow = choice.width < 500;
  const pieces: Option[] = [];
  const courses: Option[] = [];
  const names: Named[] = [];
  for (let s = 0; s < data.sections.length; ++s) {
    const section = data.sections[s];
    const at = known(section.x) && known(section.y) ? to_px([section.x, section.y]) : [-99, -99];
    names.push({ x: at[0], y: at[1], text: section.name, size: narrow ? 11 : 12, radius: at[0] < 0 ? 0 : narrow ? 5 : 6, must: true });
  }
  const order = data.map.rivers.map((_river, r) => r).sort((a, b) => data.map.rivers[b].length_km - data.map.rivers[a].length_km);
  for (let k = 0; k < order.length; ++k) {
    const r = order[k];
    const river = data.map.rivers[r];
    let course: [number, number][] = [];
    for (let p = 0; p < river.pieces.length; ++p) {
      const line = river.pieces[p].line;
      if (line.length < 2) continue;
      course = course.concat(line);
      pieces.push({ coords: line, river: r, piece: p, grade: piece_class(data, choice.scenario, r, p, choice.day) });
    }
    if (course.length < 2) continue;
    courses.push({ coords: course });
    const at = to_px(course[Math.floor(course.length * 0.4)]);
    if (river.length_km >= 15) names.push({ x: at[0], y: at[1], text: river.name, size: 11, radius: 0, must: false });
  }
  const marks = travel_marks(data, choice);
  const mark_places = marks.map((mark) => point_of(data.map.rivers[mark.river], mark.km));
  const first_mark = names.length;
  for (const name of travel_names(marks, language, mark_places.map((place) => place && to_px(place)), 10)) names.push(name);
  const labels = label_places(names, choice.width, choice.height - 26);
  let graphic: Option[] = data.map.geographic === false ? [] : scale_bar(place.scale / km_of_degree, choice, language);
  for (let i = 0; i < names.length; ++i) {
    const label = labels[i];
    const of_section = i < data.sections.length;
    if (!label || names[i].x < 0) continue;
    const prefix = i === choice.section ? 'bold ' : of_section || i >= first_mark ? '' : 'italic ';
    graphic = graphic.concat(label_graphic(names[i], label, { color: of_section ? ink : quiet, prefix, family: font }));
  }
  if (marks.length) graphic.push(key_of_marks(travel_key(data, choice, language), choice));
  const option = base();
  option.grid = { left: place.left, top: place.top, width: place.width, height: place.height };
  const hidden = { type: 'value', show: false };
  option.xAxis = { ...hidden, min: extent.left, max: extent.right };
  option.yAxis = { ...hidden, min: extent.bottom, max: extent.top };
  option.tooltip = { ...tooltip, trigger: 'item', formatter: river_tip(data, choice, language) };
  option.series = class_lines(courses, pieces, narrow ? 2.6 : 3.6).concat([
    travel_series(data, choice, language, marks, mark_places),
    section_marks(data, choice, language, data.sections.map((s) => [s.x, s.y]), narrow ? 10 : 12),
  ]);
  option.graphic = graphic;
  return option;
}

/** At the right below the map. */
function key_of_marks(text: string, choice: Choice): Option {
  const size = 11;
  return { type: 'text', silent: true, x: choice.width - 6 - text_width(text, size), y: choice.height - 20, style: { text, fill: quiet, fontSize: size, fontFamily: font } };
}

function scale_bar(px_per_km: number, choice: Choice, language: Language): Option[] {
  const choices = [1, 2, 5, 10, 20, 50, 100];
  let km = choices[0];
  for (let i = 0; i < choices.length; ++i) if (choices[i] * px_per_km <= choice.width / 4) km = choices[i];
  const y = choice.height - 14;
  const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line', silent: true, shape: { x1, y1, x2, y2 }, style: { stroke: ink, lineWidth: 1.2 } });
  const end = 26 + km * px_per_km;
  return [
    line(26, y, end, y),
    line(26, y - 4, 26, y + 4),
    line(end, y - 4, end, y + 4),
    { type: 'text', silent: true, x: end + 8, y: y - 6, style: { text: km + ' km', fill: ink, fontSize: 11, fontFamily: font } },
    { type: 'text', silent: true, x: end + 56, y: y - 6, style: { text: '↑ ' + say(language, 'north'), fill: quiet, fontSize: 11, fontFamily: font } },
  ];
}
