// A variable along a river on one day, the schedules compared: the level with the bed below it, or a quality over the classes' limits.
import { ink, quiet } from '../classes';
import type { Bulletin } from '../data/bulletin';
import { unpack } from '../data/unpack';
import { fixed, known } from '../format';
import { say, type Language } from '../words/words';
import { variable_index, type Choice } from './choice';
import { class_bands, ends_with_limits } from './limits';
import { digits_of, title_of, unit_of } from './section_series';
import { base, escaped, font, legend_order, nothing, plain_axis, round_labels, schedule_style, tooltip, value_axis, type Option } from './style';

/** Place among the profiles of a river, or -1. */
export function profile_of_river(data: Bulletin, river: number): number {
  for (let i = 0; i < data.profiles.rivers.length; ++i) if (data.profiles.rivers[i].river === river) return i;
  return -1;
}

/** Place of the latest profile not after the day. */
export function profile_day(days: number[], day: number): number {
  let place = 0;
  for (let i = 0; i < days.length; ++i) if (days[i] <= day) place = i;
  return place;
}

export function river_profile(data: Bulletin, choice: Choice, language: Language): Option {
  const place = profile_of_river(data, choice.river);
  if (place < 0 || !data.profiles.variables.length) return nothing(language);
  const v = variable_index(data.profiles.variables, choice.variable);
  const variable = data.profiles.variables[v];
  const indicator = known(variable.indicator) ? data.indicators[variable.indicator] : undefined;
  const river = data.profiles.rivers[place];
  const level = variable.name === 'water_level';
  const day = profile_day(data.profiles.days, choice.day);
  const days = data.profiles.days.length;
  let low = Infinity;
  let high = -Infinity;
  const series: Option[] = [];
  const ordered = choice.scenarios.filter((s) => s !== choice.scenario).concat([choice.scenario]);
  for (let k = 0; k < ordered.length; ++k) {
    const s = ordered[k];
    const of_schedule = data.profiles.values[v] && data.profiles.values[v][s];
    const all = unpack(of_schedule ? of_schedule[place] : null);
    if (!all.length) continue;
    const style = schedule_style(s);
    const picked = s === choice.scenario;
    // the axis keeps still while the days pass
    for (let i = 0; i < all.length; ++i) {
      if (all[i] < low) low = all[i];
      if (all[i] > high) high = all[i];
    }
    series.push({
      name: data.scenarios[s].title || data.scenarios[s].name,
      type: 'line',
      showAllSymbol: true,
      symbol: style.symbol,
      symbolSize: 6,
      z: picked ? 5 : 3,
      lineStyle: { color: style.colour, width: picked ? 2.4 : 1.2, type: style.dash },
      itemStyle: { color: style.colour },
      emphasis: { disabled: true },
      areaStyle: level && picked ? { color: '#bfe0ec', opacity: 0.75, origin: 'start' } : undefined,
      data: river.km.map((km, i) => {
        const value = all[i * days + day];
        return { value: [km, isFinite(value) ? value : null], symbol: (i + k * 2) % Math.max(1, Math.round(river.km.length / 8)) === 0 ? style.symbol : 'none' };
      }),
    });
  }
  if (!series.length || low > high) return nothing(language);
  if (level && river.bed) {
    const bed = river.bed;
    for (let i = 0; i < bed.length; ++i) {
      const z = bed[i];
      if (known(z)) {
        if (z < low) low = z;
        if (z > high) high = z;
      }
    }
    series.push({
      name: say(language, 'bed'),
      type: 'line',
      symbol: 'none',
      z: 7,
      lineStyle: { color: '#6d5b45', width: 1.4 },
      itemStyle: { color: '#a08a6c' },
      areaStyle: { color: '#cbbba3', opacity: 1, origin: 'start' },
      emphasis: { disabled: true },
      data: river.km.map((km, i) => [km, known(bed[i]) ? bed[i] : null]),
    });
  }
  const from_zero = !level && variable.name !== 'conductivity' && !(indicator && indicator.sense === 'high');
  const ends = ends_with_limits(low, high, indicator, from_zero);
  const digits = digits_of(variable.name, Math.max(Math.abs(low), Math.abs(high)));
  const unit = unit_of(variable.unit);
  const on_river: Option[] = [];
  const course = data.map.rivers[choice.river];
  for (let s = 0; s < data.sections.length; ++s) {
    if (data.sections[s].river !== choice.river) continue;
    const at_head = data.sections[s].chainage_km - (course.from_km || 0) < course.length_km * 0.025; // its name goes on the inner side
    on_river.push({
      xAxis: data.sections[s].chainage_km,
      label: { formatter: data.sections[s].name, position: 'end', rotate: 90, align: 'right', verticalAlign: at_head ? 'top' : 'bottom', color: ink, fontSize: 11, fontFamily: font, distance: [2, 2], textBorderColor: '#fff', textBorderWidth: 2.5, fontWeight: s === choice.section ? 'bold' : 'normal' },
      lineStyle: { color: s === choice.section ? ink : '#8d9aa3', width: s === choice.section ? 1.4 : 0.8, type: 'solid' },
    });
  }
  series.unshift({ type: 'line', data: [], z: 0, silent: true, markArea: class_bands(indicator, ends.min, ends.max, language) });
  series.push({ type: 'line', data: [], z: 8, silent: true, markLine: { silent: true, symbol: 'none', data: on_river } });
  const option = base();
  const names: string[] = [];
  for (let i = 0; i < series.length; ++i) if (series[i].name && names.indexOf(series[i].name) < 0) names.push(series[i].name);
  option.grid = { left: 46, right: 18, top: 34 + 22 * Math.ceil((names.length * 118) / Math.max(200, choice.width - 60)), bottom: 42 };
  option.legend = { top: 0, left: 0, right: 0, itemWidth: 34, itemHeight: 9, itemGap: 14, data: legend_order(names, data, choice), textStyle: { color: ink, fontSize: 12 }, selectedMode: false };
  option.xAxis = plain_axis(say(language, 'km_along', { river: data.map.rivers[choice.river].name }));
  option.xAxis.min = Math.min(river.km[0], course.from_km || 0);
  option.xAxis.max = Math.max(river.km[river.km.length - 1], (course.from_km || 0) + course.length_km);
  option.xAxis.axisLabel = { color: quiet, hideOverlap: true, showMinLabel: option.xAxis.min === 0, showMaxLabel: false };
  option.yAxis = value_axis(title_of(variable, language));
  round_labels(option.yAxis, ends);
  if (level) {
    // a fall of tens of metres leaves no room to spare
    option.yAxis.min = low - (high - low) * 0.06;
    option.yAxis.max = high + (high - low) * 0.12;
    option.yAxis.axisLabel = { color: quiet, showMinLabel: false, showMaxLabel: false, formatter: (value: number) => String(Math.round(value * 10) / 10) };
    delete option.yAxis.interval;
  }
  option.tooltip = {
    ...tooltip,
    trigger: 'axis',
    axisPointer: { type: 'line', lineStyle: { color: quiet } },
    formatter: (items: Option[]) => {
      const lines: string[] = [];
      for (let i = 0; i < items.length; ++i) {
        const value = items[i].value;
        if (!items[i].seriesName || !value || !known(value[1])) continue;
        if (!lines.length) lines.push('<b>' + fixed(value[0], 1) + ' km</b>');
        lines.push(items[i].marker + escaped(items[i].seriesName) + ' &nbsp;<b>' + fixed(value[1], digits) + '</b> ' + unit);
      }
      return lines.join('<br>');
    },
  };
  option.series = series;
  return option;
}
