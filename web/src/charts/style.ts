// What the charts share: type, axes, the line of a schedule, the words for nothing to show.
import { ink, quiet, rule } from '../classes';
import type { Bulletin } from '../data/bulletin';
import { day_name } from '../format';
import { say, type Language } from '../words/words';
import type { Choice } from './choice';

export type Option = { [key: string]: any };

// unquoted: zrender writes it into an attribute as it is
export const font = 'Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, Source Han Sans SC, sans-serif';

const colours = ['#0b6a88', '#c2491d', '#56771a', '#7a4ea0', '#9c6b00', '#3c4a52', '#b23a6f', '#1f5fb4'];
const dashes: (string | number[])[] = ['solid', [8, 4], [2, 3], [10, 3, 2, 3], [5, 2], [12, 3], [3, 2, 1, 2], [6, 6]];
const symbols = ['circle', 'triangle', 'rect', 'diamond', 'emptyCircle', 'emptyTriangle', 'emptyRect', 'emptyDiamond'];

/** Colour, dash and symbol of the n-th schedule, so that any one of them tells it. */
export function schedule_style(place: number): { colour: string; dash: string | number[]; symbol: string } {
  const n = ((place % colours.length) + colours.length) % colours.length;
  return { colour: colours[n], dash: dashes[n], symbol: symbols[n] };
}

export function base(): Option {
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: font, color: ink, fontSize: 12 },
    aria: { enabled: false },
  };
}

export const tooltip = {
  confine: true,
  borderColor: rule,
  borderWidth: 1,
  padding: [6, 10],
  textStyle: { color: ink, fontSize: 12, fontFamily: font },
  extraCssText: 'box-shadow:0 2px 8px rgba(20,35,45,.12);border-radius:3px',
};

/** The days of the period as categories, for charts of daily values. */
export function day_axis(data: Bulletin, language: Language): Option {
  return {
    type: 'category',
    data: data.days.map((day) => day_name(day, language)),
    axisLabel: { color: quiet, hideOverlap: true },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: '#9aa8b1' } },
  };
}

export function value_axis(title: string): Option {
  return {
    type: 'value',
    name: title,
    nameTextStyle: { color: quiet, align: 'left', padding: [0, 0, 0, -34] },
    nameGap: 10,
    axisLabel: { color: quiet, hideOverlap: true },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: '#edf1f3' } },
  };
}

export function plain_axis(title: string): Option {
  return {
    type: 'value',
    name: title,
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: { color: quiet },
    axisLabel: { color: quiet, hideOverlap: true },
    axisLine: { lineStyle: { color: '#9aa8b1' } },
    axisTick: { lineStyle: { color: '#9aa8b1' } },
    splitLine: { show: false },
  };
}

/** The schedules in their own order, then the rest. */
export function legend_order(names: string[], data: Bulletin, choice: Choice): string[] {
  const titles: string[] = [];
  for (let s = 0; s < data.scenarios.length; ++s) {
    const title = data.scenarios[s].title || data.scenarios[s].name;
    if (choice.scenarios.concat([choice.scenario]).indexOf(s) >= 0 && names.indexOf(title) >= 0 && titles.indexOf(title) < 0) titles.push(title);
  }
  return titles.concat(names.filter((name) => titles.indexOf(name) < 0));
}

/** Text in HTML of a tooltip. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

export function nothing(language: Language): Option {
  const option = base();
  option.graphic = [
    { type: 'text', left: 'center', top: 'middle', style: { text: say(language, 'nothing_known'), fill: quiet, fontSize: 13, fontFamily: font } },
  ];
  return option;
}

/** Whether a chart is the words for nothing to show. */
export function is_nothing(option: Option): boolean {
  return !option.series;
}

/** Ticks at multiples of the step; an end that is none bears no label. */
export function round_labels(axis: Option, ends: { min: number; max: number; step: number }): void {
  const even = (value: number) => Math.abs(value / ends.step - Math.round(value / ends.step)) < 1e-6;
  axis.min = ends.min;
  axis.max = ends.max;
  axis.axisLabel.showMaxLabel = even(ends.max);
  axis.axisLabel.showMinLabel = even(ends.min);
  if (even(ends.min)) axis.interval = ends.step;
  else axis.axisLabel.formatter = (value: number) => String(Math.round(value * 1000) / 1000);
}

/** Ends of an axis on round numbers around [low, high], and how far apart its ticks stand. */
export function round_ends(low: number, high: number): { min: number; max: number; step: number } {
  const span = high > low ? high - low : Math.max(Math.abs(high), 1) * 0.1;
  const rough = span / 4;
  const power = Math.pow(10, Math.floor(Math.log(rough) / Math.LN10));
  const ratio = rough / power;
  const step = (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 2.5 ? 2.5 : ratio <= 5 ? 5 : 10) * power;
  const tidy = (value: number) => Number(value.toPrecision(12));
  return { min: tidy(Math.floor(low / step + 1e-9) * step), max: tidy(Math.ceil(high / step - 1e-9) * step), step };
}
