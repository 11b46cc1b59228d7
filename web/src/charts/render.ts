// The charts without a page: a bulletin's JSON and a choice by names in, SVG out. Runs in any ES5 engine with setTimeout.
import { completed, type Bulletin } from '../data/bulletin';
import { day_name } from '../format';
import { say, type Key, type Language } from '../words/words';
import { charts, type ChartName } from './catalogue';
import { class_key, class_key_width } from './class_key';
import { choice_of_names, variable_index, type NamedChoice } from './choice';
import { echarts } from './library';
import { profile_of_river } from './river_profile';
import { text_width } from './label_places';
import { font, is_nothing } from './style';

/** Names of the charts. */
export const names = Object.keys(charts).sort();

const title_height = 40;
const title_size = 15;
const key_height = 26; // of the key of classes where it stands below the title
const edge = 12; // px free at the right

/** What each chart shows of the choice, for its title. */
function title_of(name: string, data: Bulletin, choice: ReturnType<typeof choice_of_names>, language: Language): string {
  const parts = [say(language, ('chart_' + name) as Key)];
  const by_section = ['section_series', 'water_shares', 'ecological_flow'].indexOf(name) >= 0;
  const by_day = ['river_map', 'stick_diagram', 'river_profile'].indexOf(name) >= 0;
  if (by_section) parts.push(data.sections[choice.section].name);
  if (name === 'river_profile') parts.push(data.map.rivers[choice.river].name);
  const one = name !== 'schedule_classes' && (choice.scenarios.length === 1 || ['section_series', 'river_profile'].indexOf(name) < 0);
  if (one && data.scenarios.length) parts.push(data.scenarios[choice.scenario].title || data.scenarios[choice.scenario].name);
  if (by_day) parts.push(day_name(data.days[choice.day], language));
  return parts.join(language === 'zh' ? ' · ' : ' · ');
}

/** Throws where the forecast lacks what every picture of that chart is made of. */
function require_parts(name: ChartName, data: Bulletin): void {
  const lacks = (what: string): never => {
    throw new Error('no chart "' + name + '" here: this forecast has no ' + what);
  };
  const of_rivers = name === 'river_map' || name === 'stick_diagram' || name === 'river_profile';
  if (!of_rivers && !data.sections.length) lacks('control sections');
  if (name !== 'section_series' && !data.days.length) lacks('whole days');
  if (name === 'section_series' && !data.series.variables.length) lacks('series');
  if (name === 'water_shares' && (!data.shares || !(data.waters || []).length)) lacks('shares of waters');
  if (name === 'river_profile' && !(data.profiles.rivers.length && data.profiles.variables.length)) lacks('profiles');
}

/** An SVG document of a chart. Throws an Error whose text says what the choice lacks. */
export function render(name: string, data_json: string, choice_json: string, language: string, width: number, height: number): string {
  if (names.indexOf(name) < 0) throw new Error('no chart "' + name + '"; there are: ' + names.join(', '));
  const data = completed(JSON.parse(data_json));
  const named: NamedChoice = choice_json ? JSON.parse(choice_json) : {};
  const words: Language = language === 'en' ? 'en' : 'zh';
  require_parts(name as ChartName, data);
  const choice = choice_of_names(data, named, width, height - title_height);
  if (name === 'river_profile') {
    if (profile_of_river(data, choice.river) < 0) {
      throw new Error('no profile of river "' + data.map.rivers[choice.river].name + '"; there are: ' + data.profiles.rivers.map((r) => data.map.rivers[r.river].name).join(', '));
    }
    const variables = data.profiles.variables;
    if (named.variable !== undefined && variables[variable_index(variables, choice.variable)].name !== choice.variable) {
      throw new Error('no profile of "' + choice.variable + '"; there are: ' + variables.map((v) => v.name).join(', '));
    }
    if (named.variable === undefined) choice.variable = 'water_level';
  }
  let option = charts[name as ChartName](data, choice, words);
  const title = title_of(name, data, choice, words);
  if (is_nothing(option)) throw new Error('nothing to draw: the forecast has no data for "' + title + '"');
  let head = title_height;
  const keyed = ['river_map', 'stick_diagram', 'class_calendar'].indexOf(name) >= 0;
  const key_left = width - edge - class_key_width(option, words);
  const beside = key_left > text_width(title, title_size) * 1.1 + 2 * edge; // else below the title
  if (keyed && !beside) {
    head += key_height;
    choice.height -= key_height;
    option = charts[name as ChartName](data, choice, words);
  }
  delete option.tooltip;
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  option.backgroundColor = '#fff';
  move_down(option, head);
  if (keyed) option.graphic = (option.graphic || []).concat(class_key(option, beside ? key_left : edge, beside ? 10 : title_height - 6, words));
  option.title = { text: title, left: 8, top: 6, textStyle: { fontSize: title_size, fontWeight: 'bold', fontFamily: font, color: '#14232d' } };
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return still(svg);
}

/** Without what a page would hover over: names that count up with every chart drawn. */
function still(svg: string): string {
  return svg
    .replace(/ (class|ecmeta_\w+)="[^"]*"/g, '')
    .replace(/<style >[\s\S]*?<\/style>\n?/, '')
    .replace(/(id="|url\(#)zr\d+-/g, '$1');
}

/** Makes room for the title above what is placed from the top. */
function move_down(option: { [part: string]: any }, by: number): void {
  if (option.grid) option.grid.top += by;
  if (option.legend) option.legend = { ...option.legend, top: (option.legend.top || 0) + by, left: 8 };
  const graphic = option.graphic || [];
  for (let i = 0; i < graphic.length; ++i) {
    const shape = graphic[i].shape;
    if (shape) {
      shape.y1 += by;
      shape.y2 += by;
    } else if (typeof graphic[i].y === 'number') {
      graphic[i].y += by;
    }
  }
}
