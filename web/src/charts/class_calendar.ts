// The class of every section on every day under a schedule: the table of the bulletin as one picture.
import { class_at, class_colour, class_mark, ink } from '../classes';
import type { Bulletin } from '../data/bulletin';
import { day_name } from '../format';
import type { Language } from '../words/words';
import type { Choice } from './choice';
import { base, font, nothing, type Option } from './style';

export function class_calendar(data: Bulletin, choice: Choice, language: Language): Option {
  const verdicts = data.verdicts[choice.scenario];
  if (!verdicts || !data.days.length) return nothing(language);
  const left = 108;
  const top = 28;
  const wide = (choice.width - left - 12) / data.days.length;
  const high = (choice.height - top - 10) / data.sections.length;
  const cells: Option[] = [];
  for (let s = 0; s < data.sections.length; ++s) {
    const verdict = verdicts[s];
    if (!verdict) continue;
    const classes = choice.full ? verdict.full_class : verdict.class;
    for (let d = 0; d < data.days.length; ++d) {
      const grade = class_at(classes, d);
      cells.push({
        value: [d, s],
        grade,
        itemStyle: { color: class_colour[grade], opacity: 1 },
        label: { show: wide >= 15, formatter: class_mark(grade, language), fontWeight: grade > data.sections[s].target_class ? 'bold' : 'normal' },
      });
    }
  }
  const option = base();
  option.grid = { left, right: 12, top, bottom: 10 };
  option.xAxis = {
    type: 'category',
    position: 'top',
    data: data.days.map((day) => day_name(day, language)),
    axisLabel: { color: ink, fontSize: 11, hideOverlap: true },
    axisTick: { show: false },
    axisLine: { show: false },
  };
  option.yAxis = {
    type: 'category',
    inverse: true,
    data: data.sections.map((section) => section.name),
    axisLabel: { color: ink, fontSize: 12, interval: 0 },
    axisTick: { show: false },
    axisLine: { show: false },
  };
  option.series = [
    {
      type: 'scatter',
      symbol: 'rect',
      symbolSize: [Math.max(1, wide - 1), Math.max(1, high - 1)],
      data: cells,
      label: { color: ink, fontSize: Math.min(11, wide * 0.55), fontFamily: font },
      emphasis: { disabled: true },
    },
  ];
  return option;
}
