// The network as sticks: distance to the outlet along, a row for each river, confluences as uprights; class by piece, sections as marks.
import { ink, quiet } from '../classes';
import type { Bulletin } from '../data/bulletin';
import { known } from '../format';
import { say, type Language } from '../words/words';
import type { Choice } from './choice';
import { label_graphic, label_places, text_width, type Box, type Named } from './label_places';
import { class_lines, piece_class, river_tip, section_marks } from './river_map';
import { stick_layout } from './stick_layout';
import { base, escaped, font, nothing, plain_axis, tooltip, type Option } from './style';
import { travel_key, travel_marks, travel_names, travel_series } from './travel_marks';

/** Height that gives every river a row one can read. */
export function stick_height(data: Bulletin, width: number): number {
  return stick_layout(data.map.rivers, with_sections(data)).rows * (width < 500 ? 16 : 18) + 72;
}

/** Whether sections lie on each river. */
function with_sections(data: Bulletin): boolean[] {
  return data.map.rivers.map((_river, r) => data.sections.some((section) => section.river === r));
}

export function stick_diagram(data: Bulletin, choice: Choice, language: Language): Option {
  const rivers = data.map.rivers;
  if (!rivers.length) return nothing(language);
  const layout = stick_layout(rivers, with_sections(data));
  const sticks = layout.sticks;
  const pieces: Option[] = [];
  const courses: Option[] = [];
  const joints: Option[] = [];
  const names: Option[] = [];
  let right = 0;
  for (let r = 0; r < rivers.length; ++r) {
    const stick = sticks[r];
    right = Math.max(right, stick.mouth);
    const from = rivers[r].from_km || 0;
    courses.push({ coords: [[stick.head, stick.row], [stick.mouth, stick.row]] });
    for (let p = 0; p < rivers[r].pieces.length; ++p) {
      const piece = rivers[r].pieces[p];
      pieces.push({
        coords: [
          [stick.head + piece.from_km - from, stick.row],
          [stick.head + piece.to_km - from, stick.row],
        ],
        river: r,
        piece: p,
        grade: piece_class(data, choice.scenario, r, p, choice.day),
      });
    }
    const into = rivers[r].into;
    if (known(into) && sticks[into]) {
      joints.push({ coords: [[stick.mouth, stick.row], [stick.mouth, sticks[into].row]], lineStyle: { color: '#7d8d97', width: 1.1, type: 'solid' } });
    }
    const leaves = rivers[r].leaves;
    if (known(leaves) && sticks[leaves]) {
      const at = sticks[leaves].head + (rivers[r].leaves_km || 0) - (rivers[leaves].from_km || 0);
      joints.push({ coords: [[at, sticks[leaves].row], [stick.head, stick.row]], lineStyle: { color: '#7d8d97', width: 1, type: [2, 3] } });
    }
    names.push({ value: [stick.head, stick.row], name: rivers[r].name, river: r });
  }
  const narrow = choice.width < 500;
  // type no taller than a row leaves room for
  const type = Math.max(8, Math.min(narrow ? 10 : 11, Math.floor(((choice.height - 68) / layout.rows) * 0.7)));
  const marks = travel_marks(data, choice);
  const option = base();
  const room = narrow ? 74 : 96;
  option.grid = { left: room, right: narrow ? 26 : 40, top: 10, bottom: 58 };
  option.xAxis = plain_axis(say(language, 'km_to_outlet') + (marks.length ? '\n' + travel_key(data, choice, language) : ''));
  option.xAxis.nameTextStyle = { color: quiet, lineHeight: 16 };
  option.xAxis.position = 'bottom';
  option.xAxis.axisLine = { onZero: false, lineStyle: { color: '#9aa8b1' } };
  option.xAxis.min = Math.floor(layout.left / 20) * 20;
  option.xAxis.max = Math.ceil(right / 5) * 5;
  option.xAxis.axisLabel.showMinLabel = false; // it is seldom a round one
  option.xAxis.axisLabel.formatter = (value: number) => String(Math.abs(value));
  option.yAxis = { type: 'value', show: false, inverse: true, min: -0.8, max: layout.rows - 0.2 };
  option.tooltip = { ...tooltip, trigger: 'item', formatter: river_tip(data, choice, language) };
  const places = data.sections.map((section) => {
    const stick = sticks[section.river];
    return stick ? [stick.head + section.chainage_km - (rivers[section.river].from_km || 0), stick.row] : [null, null];
  });
  const grid = option.grid;
  const wide = choice.width - grid.left - grid.right;
  const high = choice.height - grid.top - grid.bottom;
  const y_axis = option.yAxis;
  const to_x = (x: number) => grid.left + ((x - option.xAxis.min) / (option.xAxis.max - option.xAxis.min)) * wide;
  const to_y = (y: number) => grid.top + ((y - y_axis.min) / (y_axis.max - y_axis.min)) * high;
  const named: Named[] = data.sections.map((section, s) => {
    const at = places[s];
    return {
      x: known(at[0]) ? to_x(at[0]) : -99,
      y: known(at[1]) ? to_y(at[1]) : -99,
      text: section.name,
      size: type,
      radius: narrow ? 5 : 6.5,
      must: true,
    };
  });
  const river_names: Box[] = rivers.map((river, r) => {
    const x = to_x(sticks[r].head) - 6;
    const y = to_y(sticks[r].row);
    return { left: x - text_width(river.name, type), right: x, top: y - type * 0.6, bottom: y + type * 0.6 };
  });
  const mark_places = marks.map((mark) => [sticks[mark.river].head + mark.km - (rivers[mark.river].from_km || 0), sticks[mark.river].row]);
  for (const name of travel_names(marks, language, mark_places.map((place) => [to_x(place[0]), to_y(place[1])]), Math.max(8, type - 1))) named.push(name);
  const labels = label_places(named, choice.width, choice.height, true, river_names);
  let graphic: Option[] = [];
  for (let s = 0; s < named.length; ++s) {
    const label = labels[s];
    if (label && named[s].x >= 0) graphic = graphic.concat(label_graphic(named[s], label, { color: s < data.sections.length ? ink : quiet, prefix: s === choice.section ? 'bold ' : '', family: font }));
  }
  option.graphic = graphic;
  option.series = [
    { type: 'lines', coordinateSystem: 'cartesian2d', polyline: true, silent: true, z: 1, data: joints },
    ...class_lines(courses, pieces, narrow ? 3 : 4),
    travel_series(data, choice, language, marks, mark_places),
    section_marks(data, choice, language, places, type + (narrow ? 0 : 2)),
    {
      type: 'scatter',
      z: 4,
      symbolSize: 0.01,
      data: names,
      label: { show: true, position: 'left', distance: 6, formatter: '{b}', color: quiet, fontSize: type, fontFamily: font },
      tooltip: { formatter: (item: Option) => escaped(item.data.name) },
    },
  ];
  return option;
}

