// Where each river lies in the stick diagram: along by its distance to the outlet, so that confluences stand above one another;
// rows so that no connection crosses a river. The mouths of what joins between a river and its row lie upstream of it.
import type { River } from '../data/bulletin';
import { known } from '../format';

export interface Stick {
  river: number;
  row: number; // down, in rows of a river without sections
  head: number; // km along, the outlet of the longest way at 0, upstream negative
  mouth: number;
}

/** Sticks of all rivers, and how many rows they take; a river with sections takes more, for their names. */
export function stick_layout(rivers: River[], with_sections: boolean[]): { sticks: Stick[]; rows: number; left: number } {
  const mouths: (number | undefined)[] = [];
  const under_way: boolean[] = [];
  const mouth_of = (r: number): number => {
    const done = mouths[r];
    if (done !== undefined) return done;
    const river = rivers[r];
    const into = river.into;
    let mouth = 0;
    if (known(into) && rivers[into] && !under_way[r]) {
      under_way[r] = true;
      const km = known(river.into_km) ? Math.max(0, Math.min(river.into_km - (rivers[into].from_km || 0), rivers[into].length_km)) : rivers[into].length_km;
      mouth = mouth_of(into) - (rivers[into].length_km - km);
      under_way[r] = false;
    }
    mouths[r] = mouth;
    return mouth;
  };
  for (let r = 0; r < rivers.length; ++r) mouth_of(r);

  const sticks: Stick[] = [];
  const placed: boolean[] = [];
  let row = 0;
  let left = 0;
  // a river stands below all that joins it; of those the one whose mouth is farthest downstream stands farthest off
  const place = (r: number) => {
    if (placed[r]) return;
    placed[r] = true;
    const joining: number[] = [];
    for (let k = 0; k < rivers.length; ++k) if (k !== r && !placed[k] && rivers[k].into === r) joining.push(k);
    joining.sort((a, b) => mouth_of(b) - mouth_of(a) || a - b);
    for (let k = 0; k < joining.length; ++k) place(joining[k]);
    const mouth = mouth_of(r);
    if (with_sections[r]) row += 0.75;
    sticks.push({ river: r, row, head: mouth - rivers[r].length_km, mouth });
    row += 1;
    left = Math.min(left, mouth - rivers[r].length_km);
  };
  const roots: number[] = [];
  for (let r = 0; r < rivers.length; ++r) if (!known(rivers[r].into) || !rivers[rivers[r].into as number]) roots.push(r);
  const size = (r: number): number => {
    let count = 1;
    for (let k = 0; k < rivers.length; ++k) if (rivers[k].into === r && k !== r) count += under_way[k] ? 0 : 1;
    return count;
  };
  roots.sort((a, b) => size(b) - size(a) || a - b);
  for (let k = 0; k < roots.length; ++k) place(roots[k]);
  for (let r = 0; r < rivers.length; ++r) place(r); // those of a ring
  sticks.sort((a, b) => a.river - b.river);
  return { sticks, rows: row, left };
}
