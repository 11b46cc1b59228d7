// What water passes a section, day by day: the shares of its sources, one above the other.
import { ink } from '../classes';
import type { Bulletin } from '../data/bulletin';
import { known, percent, short_name } from '../format';
import { say, type Language } from '../words/words';
import type { Choice } from './choice';
import { base, day_axis, escaped, nothing, tooltip, value_axis, type Option } from './style';

// dark and pale in turns, so that neighbours are told apart without colour
const colours = ['#2b5f75', '#e0cfa6', '#b9772d', '#a9cfdd', '#5a6f3a', '#d9b3c6', '#6b4f7d', '#cfd8a8'];

export function water_shares(data: Bulletin, choice: Choice, language: Language): Option {
  const waters = data.waters || [];
  const of_schedule = data.shares ? data.shares.values[choice.scenario] : null;
  const values = of_schedule ? of_schedule[choice.section] : null;
  if (!waters.length || !values) return nothing(language);
  const series: Option[] = [];
  for (let w = 0; w < waters.length; ++w) {
    const list = values[w] || [];
    let largest = 0;
    for (let d = 0; d < list.length; ++d) largest = Math.max(largest, known(list[d]) ? (list[d] as number) : 0);
    if (largest < 5e-4) continue; // would not be seen
    series.push({
      name: short_name(waters[w][language]),
      type: 'bar',
      stack: 'water',
      barCategoryGap: data.days.length > 60 ? '0%' : '12%',
      itemStyle: { color: colours[w % colours.length] },
      emphasis: { disabled: true },
      data: list.map((share, d) => ({ value: known(share) ? share * 100 : null, itemStyle: { opacity: d === choice.day ? 1 : 0.8 } })),
    });
  }
  if (!series.length) return nothing(language);
  const option = base();
  option.grid = { left: 46, right: 18, top: 56, bottom: 26 };
  option.legend = { top: 0, left: 0, itemWidth: 14, itemHeight: 12, itemGap: 14, icon: 'rect', textStyle: { color: ink, fontSize: 12 }, selectedMode: false };
  option.xAxis = day_axis(data, language);
  option.yAxis = value_axis(say(language, 'share_percent'));
  option.yAxis.max = 100;
  option.tooltip = {
    ...tooltip,
    trigger: 'axis',
    axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(20,35,45,.08)' } },
    formatter: (items: Option[]) => {
      const lines = ['<b>' + escaped(items[0].axisValueLabel) + '</b>'];
      for (let i = items.length - 1; i >= 0; --i) {
        if (known(items[i].value)) lines.push(items[i].marker + escaped(items[i].seriesName) + ' &nbsp;<b>' + percent(items[i].value / 100, 1) + '</b>');
      }
      return lines.join('<br>');
    },
  };
  option.series = series;
  return option;
}
