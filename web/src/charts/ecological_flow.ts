// Daily mean discharge of a section against its ecological flow; days that miss it are dark and crossed.
import { ink } from '../classes';
import type { Bulletin } from '../data/bulletin';
import { known, short } from '../format';
import { say, type Language } from '../words/words';
import type { Choice } from './choice';
import { base, day_axis, nothing, tooltip, value_axis, type Option } from './style';

export function ecological_flow(data: Bulletin, choice: Choice, language: Language): Option {
  const of_schedule = data.verdicts[choice.scenario];
  const verdict = of_schedule && of_schedule[choice.section];
  if (!verdict || !data.days.length) return nothing(language);
  const missed = (d: number) => verdict.ecological.charAt(d) === '0';
  const option = base();
  option.grid = { left: 46, right: 18, top: 56, bottom: 26 };
  option.legend = { top: 0, left: 0, itemGap: 14, textStyle: { color: ink, fontSize: 12 }, selectedMode: false };
  option.xAxis = day_axis(data, language);
  option.yAxis = value_axis(say(language, 'daily_discharge_axis'));
  option.tooltip = { ...tooltip, trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value: number | null) => short(value) + ' m³/s' };
  const series: Option[] = [
    {
      name: say(language, 'daily_discharge'),
      type: 'bar',
      barCategoryGap: '20%',
      itemStyle: { color: '#5b9db3' },
      emphasis: { disabled: true },
      data: verdict.discharge.map((q, d) => ({
        value: known(q) ? q : null,
        itemStyle: missed(d) ? { color: '#a63a2b' } : undefined,
        label: missed(d) ? { show: true, position: 'top', formatter: '×', color: '#a63a2b', fontSize: 13 } : undefined,
      })),
    },
  ];
  if (verdict.target.some((t) => known(t) && t > 0)) {
    series.push({
      name: say(language, 'ecological_target'),
      type: 'line',
      step: 'middle',
      symbol: 'none',
      lineStyle: { color: '#b3261e', width: 1.6, type: [6, 3] },
      itemStyle: { color: '#b3261e' },
      emphasis: { disabled: true },
      data: verdict.target.map((t) => (known(t) && t > 0 ? t : null)),
    });
  }
  option.series = series;
  return option;
}
