// Schedules side by side: the section-days each spends in every class.
import { class_at, class_colour, class_mark, ink, quiet } from '../classes';
import type { Bulletin } from '../data/bulletin';
import { say, type Language } from '../words/words';
import type { Choice } from './choice';
import { base, nothing, plain_axis, tooltip, type Option } from './style';

/** Section-days of a schedule in classes 0 (not judged) to 6. */
export function section_days(data: Bulletin, scenario: number, full: boolean): number[] {
  const days = [0, 0, 0, 0, 0, 0, 0];
  const verdicts = data.verdicts[scenario] || [];
  for (let s = 0; s < verdicts.length; ++s) {
    const verdict = verdicts[s];
    if (!verdict) continue;
    const classes = full ? verdict.full_class : verdict.class;
    for (let d = 0; d < classes.length; ++d) days[class_at(classes, d)] += 1;
  }
  return days;
}

export function schedule_classes(data: Bulletin, choice: Choice, language: Language): Option {
  const shown = choice.scenarios.filter((s) => data.verdicts[s]);
  if (!shown.length) return nothing(language);
  const days = shown.map((s) => section_days(data, s, choice.full));
  const option = base();
  option.grid = { left: 8, right: 24, top: 34, bottom: 42, containLabel: true };
  option.legend = { top: 0, left: 0, itemWidth: 14, itemHeight: 12, icon: 'rect', textStyle: { color: ink }, selectedMode: false };
  option.xAxis = plain_axis(say(language, 'section_days'));
  option.xAxis.axisLabel = { color: quiet };
  option.yAxis = {
    type: 'category',
    inverse: true,
    data: shown.map((s) => data.scenarios[s].title || data.scenarios[s].name),
    axisLabel: { color: ink, interval: 0 },
    axisTick: { show: false },
    axisLine: { show: false },
  };
  option.tooltip = { ...tooltip, trigger: 'item' };
  const series: Option[] = [];
  for (let grade = 1; grade <= 6; ++grade) {
    if (!days.some((of) => of[grade] > 0)) continue;
    series.push({
      name: class_mark(grade, language),
      type: 'bar',
      stack: 'class',
      barCategoryGap: '35%',
      itemStyle: { color: class_colour[grade], borderColor: '#fff', borderWidth: 1 },
      label: { show: true, color: ink, fontSize: 11, formatter: (item: Option) => (item.value > 0 ? String(item.value) : '') },
      labelLayout: { hideOverlap: true },
      emphasis: { disabled: true },
      data: days.map((of) => of[grade]),
    });
  }
  option.series = series;
  return option;
}
