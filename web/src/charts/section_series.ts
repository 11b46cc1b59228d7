// A variable at a section through the period, every schedule compared, over the classes' limits; observed values as points, the
// ensemble as a band.
import { class_mark, ink, quiet } from '../classes';
import type { Bulletin, Missing, Packed, Variable } from '../data/bulletin';
import { unpack } from '../data/unpack';
import { clock, civil_day, day_name, fixed, known, short_name } from '../format';
import { say, type Language } from '../words/words';
import { variable_index, type Choice } from './choice';
import { class_bands, ends_with_limits, limit_line } from './limits';
import { base, escaped, legend_order, nothing, round_labels, schedule_style, tooltip, value_axis, type Option } from './style';

export function unit_of(unit: string): string {
  return unit === '1' ? '' : unit;
}

/** "Discharge (m³/s)". */
export function title_of(variable: Variable, language: Language): string {
  const unit = unit_of(variable.unit);
  return short_name(variable[language]) + (unit ? ' (' + unit + ')' : '');
}

/** Digits that tell a value of that size apart. */
export function digits_of(name: string, largest: number): number {
  if (name === 'total_phosphorus') return 3;
  return largest >= 1000 ? 0 : largest >= 100 ? 1 : 2;
}

/** A triangle that stands on its tip; as a path, for the legend turns and stretches named ones. */
const below_detection = 'path://M0,0L10,0L5,9Z';

function points(times: number[], offset: number, values: number[]): (number | null)[][] {
  const list: (number | null)[][] = [];
  for (let i = 0; i < values.length && i < times.length; ++i) {
    list.push([(times[i] + offset * 60) * 1000, isFinite(values[i]) ? values[i] : null]);
  }
  return list;
}

function band_of(data: Bulletin, variable: number, scenario: number, section: number): Missing<[Packed, Packed, Packed]> {
  const of_variable = data.series.bands && data.series.bands[variable];
  const of_scenario = of_variable && of_variable[scenario];
  return of_scenario && of_scenario[section];
}

/** The area between two lines over the same times, in pieces where either is not known. */
function band_series(name: string, lower: (number | null)[][], upper: (number | null)[][]): Option {
  const areas: number[][][] = []; // there along the upper line, back along the lower
  let under_way = false;
  for (let i = 0; i < lower.length && i < upper.length; ++i) {
    const both = known(lower[i][1]) && known(upper[i][1]);
    if (both && !under_way) areas.push([]);
    under_way = both;
    if (!both) continue;
    const area = areas[areas.length - 1];
    const half = area.length / 2;
    area.splice(half, 0, upper[i] as number[], lower[i] as number[]);
  }
  return {
    name,
    // stacked lines would do on an axis of categories or time, not on one of numbers
    type: 'custom',
    silent: true,
    clip: true,
    z: 2,
    itemStyle: { color: '#9ec6d4' },
    data: areas.map((area) => area[0]),
    renderItem: (item: Option, api: Option) => ({
      type: 'polygon',
      shape: { points: areas[item.dataIndex].map((point) => api.coord(point)) },
      style: { fill: '#0b6a88', opacity: 0.2 },
    }),
  };
}

export function section_series(data: Bulletin, choice: Choice, language: Language): Option {
  if (!data.sections.length || !data.series.variables.length) return nothing(language);
  const v = variable_index(data.series.variables, choice.variable);
  const variable = data.series.variables[v];
  const indicator = known(variable.indicator) ? data.indicators[variable.indicator] : undefined;
  const section = data.sections[choice.section];
  const offset = data.period.utc_offset_minutes;
  const times = data.series.times;

  let low = Infinity;
  let high = -Infinity;
  const reach = (values: number[]) => {
    for (let i = 0; i < values.length; ++i) {
      if (values[i] < low) low = values[i];
      if (values[i] > high) high = values[i];
    }
  };
  const series: Option[] = [];
  const band = band_of(data, v, choice.scenario, choice.section);
  if (band) {
    const lower = unpack(band[0]);
    const upper = unpack(band[2]);
    reach(lower);
    reach(upper);
    series.push(band_series(say(language, 'band'), points(times, offset, lower), points(times, offset, upper)));
  }
  const ordered = choice.scenarios.filter((s) => s !== choice.scenario).concat([choice.scenario]);
  for (let k = 0; k < ordered.length; ++k) {
    const s = ordered[k];
    const of_schedule = data.series.values[v] && data.series.values[v][s];
    const values = unpack(of_schedule ? of_schedule[choice.section] : null);
    if (!values.length) continue;
    reach(values);
    const style = schedule_style(s);
    const picked = s === choice.scenario;
    const list: Option[] = points(times, offset, values).map((point, i) => ({
      value: point,
      // the symbol tells the schedule where colour and dash do not; ten of them do
      symbol: (i + k * 3) % Math.max(1, Math.round(values.length / 10)) === 0 ? style.symbol : 'none',
    }));
    series.push({
      name: data.scenarios[s].title || data.scenarios[s].name,
      type: 'line',
      data: list,
      symbol: style.symbol,
      symbolSize: 6,
      showAllSymbol: true,
      z: picked ? 5 : 3,
      lineStyle: { color: style.colour, width: picked ? 2.4 : 1.3, type: style.dash },
      itemStyle: { color: style.colour },
      emphasis: { disabled: true },
    });
  }
  const observed = (data.observations || []).filter((o) => o.section === choice.section && o.variable === v);
  for (let k = 0; k < observed.length; ++k) {
    reach(observed[k].value);
    const below = observed[k].below || [];
    const read = points(observed[k].time, offset, observed[k].value);
    const symbols = { type: 'scatter', z: 8, itemStyle: { color: '#fff', opacity: 1, borderColor: ink, borderWidth: 1.4 } };
    const plain = read.filter((_point, i) => !below[i]);
    const under = read.filter((_point, i) => below[i]);
    if (plain.length) series.push({ ...symbols, name: say(language, 'observed'), symbol: 'circle', symbolSize: 6, data: plain });
    // at the limit of detection, pointing to where the value lies
    if (under.length) series.push({ ...symbols, name: say(language, 'observed_below'), symbol: below_detection, symbolKeepAspect: true, symbolSize: [9, 8], data: under });
  }
  if (!series.length || low > high) return nothing(language);

  const daily_target = variable.name === 'discharge' && data.verdicts[choice.scenario] ? data.verdicts[choice.scenario]![choice.section] : null;
  const targets = daily_target ? daily_target.target.filter((t) => known(t) && t > 0) : [];
  if (daily_target && targets.length) {
    const steps: (number | null)[][] = [];
    for (let d = 0; d < data.days.length; ++d) {
      const t = daily_target.target[d];
      const start = Date.UTC(+data.days[d].slice(0, 4), +data.days[d].slice(5, 7) - 1, +data.days[d].slice(8, 10));
      steps.push([start, known(t) && t > 0 ? t : null], [start + 86400e3, known(t) && t > 0 ? t : null]);
    }
    reach(targets as number[]);
    series.push({
      name: say(language, 'ecological_target'),
      type: 'line',
      symbol: 'none',
      data: steps,
      z: 4,
      lineStyle: { color: '#b3261e', width: 1.4, type: [6, 3] },
      itemStyle: { color: '#b3261e' },
      emphasis: { disabled: true },
    });
  }
  const from_zero = variable.name !== 'water_level' && variable.name !== 'conductivity' && !(indicator && indicator.sense === 'high');
  const ends = ends_with_limits(low, high, indicator, from_zero);
  const digits = digits_of(variable.name, Math.max(Math.abs(low), Math.abs(high)));
  const unit = unit_of(variable.unit);
  const date = data.days[choice.day];
  const today = date ? Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) : NaN;
  const first = series[series.length - 1];
  if (date) first.markArea = { silent: true, itemStyle: { color: ink, opacity: 0.08 }, data: [[{ xAxis: today }, { xAxis: today + 86400e3 }]] };
  const bands = class_bands(indicator, ends.min, ends.max, language);
  const text = say(language, 'target_limit', { class: class_mark(section.target_class, language), value: indicator && indicator.limits ? indicator.limits[section.target_class - 1] : '' });
  // classes lie in a series of their own, below the curves
  series.unshift({ type: 'line', data: [], z: 0, markArea: bands, markLine: limit_line(indicator, section.target_class, text, ends.min, ends.max), silent: true });

  const option = base();
  const names: string[] = [];
  for (let i = 0; i < series.length; ++i) if (series[i].name && names.indexOf(series[i].name) < 0) names.push(series[i].name);
  option.grid = { left: 46, right: 18, top: 34 + 22 * Math.ceil((names.length * 118) / Math.max(200, choice.width - 60)), bottom: 26 };
  option.legend = { top: 0, left: 0, right: 0, itemWidth: 34, itemHeight: 9, itemGap: 14, data: legend_order(names, data, choice).map((name) => (name === say(language, 'band') ? { name, icon: 'rect' } : { name })), textStyle: { color: ink, fontSize: 12 }, selectedMode: false };
  const a_day = 86400e3;
  const from = Math.floor((times[0] + offset * 60) / 86400) * a_day;
  const until = (times[times.length - 1] + offset * 60) * 1000;
  const tick = Math.max(1, Math.ceil((until - from) / a_day / Math.max(2, choice.width / 95))) * a_day;
  option.xAxis = {
    // an axis of numbers, for its ticks keep one distance through the ends of months
    type: 'value',
    min: from,
    max: until,
    interval: tick,
    axisLabel: { color: quiet, hideOverlap: true, showMaxLabel: false, formatter: (ms: number) => short_day(ms, language) },
    axisLine: { lineStyle: { color: '#9aa8b1' } },
    splitLine: { show: false },
  };
  option.yAxis = value_axis(title_of(variable, language));
  round_labels(option.yAxis, ends);
  option.tooltip = {
    ...tooltip,
    trigger: 'axis',
    axisPointer: { type: 'line', lineStyle: { color: quiet } },
    formatter: (items: Option[]) => series_tip(items, offset, digits, unit, language),
  };
  option.series = series;
  return option;
}

function short_day(ms: number, language: Language): string {
  return day_name(civil_day(ms / 1000, 0), language);
}

function series_tip(items: Option[], offset: number, digits: number, unit: string, language: Language): string {
  items = items.filter((item) => item.seriesName !== say(language, 'band'));
  if (!items.length) return '';
  const moment = items[0].value[0] / 1000 - offset * 60;
  const lines = ['<b>' + day_name(civil_day(moment, offset), language) + ' ' + clock(moment, offset) + '</b>'];
  for (let i = 0; i < items.length; ++i) {
    if (!items[i].seriesName || !known(items[i].value[1])) continue;
    const sign = items[i].seriesName === say(language, 'observed_below') ? '&lt; ' : '';
    lines.push(items[i].marker + escaped(items[i].seriesName) + ' &nbsp;<b>' + sign + fixed(items[i].value[1], digits) + '</b> ' + unit);
  }
  return lines.join('<br>');
}
