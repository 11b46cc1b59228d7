// The limits of an indicator's classes as bands behind a curve, and the ends of the axis that show them.
import { class_colour, class_mark, ink } from '../classes';
import type { Indicator } from '../data/bulletin';
import type { Language } from '../words/words';
import { round_ends, type Option } from './style';

const near = 1.7; // a limit is shown beyond the values up to that many times as far

/** Ends of the axis: the values, and the next limit towards worse classes where it is not far, so that the distance is seen. */
export function ends_with_limits(low: number, high: number, indicator: Indicator | undefined, from_zero: boolean): { min: number; max: number; step: number } {
  const limits = (indicator && indicator.limits) || [];
  const margin = 0.04; // of the height, beyond a limit
  if (indicator && indicator.sense === 'high') {
    const below = limits.filter((limit) => limit < low && limit * near >= low);
    const bottom = below.length ? Math.max.apply(null, below) : low;
    const ends = round_ends(bottom, high);
    return below.length ? { min: bottom - (ends.max - bottom) * margin, max: ends.max, step: ends.step } : ends;
  }
  const bottom = from_zero ? Math.min(0, low) : low;
  const above = limits.filter((limit) => limit > high && limit <= high * near);
  const top = above.length ? Math.min.apply(null, above) : high;
  const ends = round_ends(bottom, top + (top - bottom) * margin);
  return above.length ? { min: ends.min, max: top + (top - ends.min) * margin, step: ends.step } : ends;
}

/** Bands of the classes between the ends of the axis, each with its mark at the right; empty where the indicator has no limits. */
export function class_bands(indicator: Indicator | undefined, min: number, max: number, language: Language): Option | undefined {
  const limits = indicator && indicator.limits;
  if (!indicator || !limits) return undefined;
  const bands: Option[][] = [];
  for (let grade = 1; grade <= 6; ++grade) {
    const better = grade > 1 ? limits[grade - 2] : indicator.sense === 'high' ? Infinity : -Infinity;
    const worse = grade <= 5 ? limits[grade - 1] : indicator.sense === 'high' ? -Infinity : Infinity;
    const from = Math.max(min, Math.min(better, worse));
    const to = Math.min(max, Math.max(better, worse));
    if (to - from <= (max - min) * 1e-9) continue;
    bands.push([
      {
        yAxis: from,
        itemStyle: { color: class_colour[grade], opacity: 0.26 },
        label: {
          show: (to - from) / (max - min) > 0.06,
          position: 'insideRight',
          formatter: class_mark(grade, language),
          color: ink,
          opacity: 0.75,
          fontSize: 11,
        },
      },
      { yAxis: to },
    ]);
  }
  return { silent: true, data: bands };
}

/** The limit of a class as a line with its value. */
export function limit_line(indicator: Indicator | undefined, grade: number, text: string, min: number, max: number): Option | undefined {
  const limit = indicator && indicator.limits ? indicator.limits[grade - 1] : undefined;
  if (limit === undefined || limit === null || limit < min || limit > max) return undefined;
  return {
    silent: true,
    symbol: 'none',
    data: [
      {
        yAxis: limit,
        lineStyle: { color: ink, width: 1.2, type: [6, 3] },
        label: { position: 'insideEndTop', formatter: text, color: ink, fontSize: 11, distance: [34, 2], textBorderColor: '#fff', textBorderWidth: 2 },
      },
    ],
  };
}
