// Packed numbers back to numbers: differences of levels from 0 to 4095, spread over the range of their series.
import type { Missing, Packed } from './bulletin';

const top_level = 4095;

/** Numbers of a packed series, NaN where missing; none at all = empty; kept with it, not to be changed. Throws where an item is no whole number. */
export function unpack(packed: Missing<Packed>): number[] {
  if (packed && packed.numbers) return packed.numbers;
  const numbers: number[] = [];
  if (!packed || !packed.range || packed.steps === '') return numbers;
  const low = packed.range[0];
  const step = (packed.range[1] - low) / top_level;
  const items = packed.steps.split(',');
  let level = 0;
  for (let i = 0; i < items.length; ++i) {
    if (items[i] === '') {
      numbers.push(NaN);
      continue;
    }
    level += Number(items[i]);
    if (level !== Math.floor(level)) throw new Error('packed series: item ' + (i + 1) + ' is "' + items[i] + '"');
    numbers.push(low + level * step);
  }
  packed.numbers = numbers;
  return numbers;
}
