// How long water takes to the picked section from the rivers above it, by the daily mean velocities of one day: a mark every so
// many hours, up every river that leads there.
import { ink } from '../classes';
import type { Bulletin } from '../data/bulletin';
import { unpack } from '../data/unpack';
import { known } from '../format';
import { say, type Language } from '../words/words';
import type { Choice } from './choice';
import type { Named } from './label_places';
import { profile_day, profile_of_river } from './river_profile';
import { escaped, tooltip, type Option } from './style';

/** A place from which water takes so many hours to the section. */
export interface TravelMark {
  river: number;
  km: number;
  hours: number;
}

type Knot = { km: number; hours: number };

const steps = [1, 2, 3, 6, 12, 24, 48, 72, 120, 240, 480, 720]; // h
const most_marks = 7; // along one way
const slowest = 0.001; // m/s; slower water is taken to stand
export const mark_radius = 4; // px

/** Velocities along a river on the day: km and m/s of its points; none where nothing is known. */
function velocities(data: Bulletin, choice: Choice, river: number): { km: number[]; speed: number[] } {
  const place = profile_of_river(data, river);
  for (let v = 0; v < data.profiles.variables.length && place >= 0; ++v) {
    if (data.profiles.variables[v].name !== 'velocity') continue;
    const of_schedule = data.profiles.values[v] && data.profiles.values[v][choice.scenario];
    const all = unpack(of_schedule ? of_schedule[place] : null);
    const days = data.profiles.days.length;
    const day = profile_day(data.profiles.days, choice.day);
    const km = data.profiles.rivers[place].km;
    return all.length ? { km, speed: km.map((_km, i) => all[i * days + day]) } : { km: [], speed: [] };
  }
  return { km: [], speed: [] };
}

/** From a place up a river to its head, or to where water stands, runs back or is not known. */
function way_up(data: Bulletin, choice: Choice, river: number, from: number, hours: number): Knot[] {
  const { km, speed } = velocities(data, choice, river);
  const way: Knot[] = [{ km: from, hours }];
  if (!km.length) return way;
  const speed_at = (at: number): number => {
    for (let i = 1; i < km.length; ++i) {
      if (at < km[i]) return speed[i - 1] + (speed[i] - speed[i - 1]) * Math.max(0, (at - km[i - 1]) / (km[i] - km[i - 1]));
    }
    return speed[km.length - 1];
  };
  const above = km.filter((at) => at < from).concat([data.map.rivers[river].from_km || 0]).sort((a, b) => b - a);
  for (let i = 0; i < above.length; ++i) {
    const below = way[way.length - 1];
    const mean = (speed_at(below.km) + speed_at(above[i])) / 2;
    if (above[i] >= below.km) continue;
    if (!(mean > slowest)) break;
    way.push({ km: above[i], hours: below.hours + ((below.km - above[i]) * 1000) / mean / 3600 });
  }
  return way;
}

/** Between the knots of a way; nothing beyond its upper end. */
function hours_at(way: Knot[], km: number): number | undefined {
  if (km >= way[0].km) return km > way[0].km ? undefined : way[0].hours;
  for (let i = 1; i < way.length; ++i) {
    if (km >= way[i].km) return way[i].hours + ((way[i - 1].hours - way[i].hours) * (km - way[i].km)) / (way[i - 1].km - way[i].km);
  }
  return undefined;
}

/** [river] the way up to it; rivers that join come before those an offtake leaves, each is climbed once. */
function ways_up(data: Bulletin, choice: Choice): (Knot[] | undefined)[] {
  const rivers = data.map.rivers;
  const ways: (Knot[] | undefined)[] = rivers.map(() => undefined);
  const offtakes: { river: number; km: number; hours: number }[] = [];
  const climb = (river: number, km: number, hours: number): void => {
    if (!rivers[river] || ways[river]) return;
    const way = way_up(data, choice, river, km, hours);
    ways[river] = way;
    for (let r = 0; r < rivers.length; ++r) {
      const joins = rivers[r].into === river && known(rivers[r].into_km) ? hours_at(way, rivers[r].into_km as number) : undefined;
      if (joins !== undefined) climb(r, (rivers[r].from_km || 0) + rivers[r].length_km, joins);
    }
    const head = way[way.length - 1];
    const leaves = rivers[river].leaves;
    if (known(leaves) && known(rivers[river].leaves_km) && head.km <= (rivers[river].from_km || 0)) {
      offtakes.push({ river: leaves, km: rivers[river].leaves_km as number, hours: head.hours });
    }
  };
  const section = data.sections[choice.section];
  if (section) climb(section.river, section.chainage_km, 0);
  while (offtakes.length) {
    offtakes.sort((a, b) => b.hours - a.hours);
    const next = offtakes.pop();
    if (next) climb(next.river, next.km, next.hours);
  }
  return ways;
}

/** Marks at even hours, about seven to the farthest water. */
export function travel_marks(data: Bulletin, choice: Choice): TravelMark[] {
  const ways = ways_up(data, choice);
  let farthest = 0;
  for (let r = 0; r < ways.length; ++r) {
    const way = ways[r];
    if (way) farthest = Math.max(farthest, way[way.length - 1].hours);
  }
  let step = steps[steps.length - 1];
  for (let i = steps.length - 1; i >= 0; --i) if (farthest / steps[i] <= most_marks + 1) step = steps[i];
  const marks: TravelMark[] = [];
  for (let r = 0; r < ways.length; ++r) {
    const way = ways[r];
    for (let i = 1; way && i < way.length; ++i) {
      const low = way[i - 1];
      const high = way[i];
      for (let n = Math.floor(low.hours / step) + 1; n * step <= high.hours; ++n) {
        marks.push({ river: r, km: low.km + ((high.km - low.km) * (n * step - low.hours)) / (high.hours - low.hours), hours: n * step });
      }
    }
  }
  return marks;
}

/** "6 h", "2 d". */
export function time_words(hours: number, language: Language): string {
  return hours % 24 === 0 ? say(language, 'in_days', { n: hours / 24 }) : say(language, 'in_hours', { n: hours });
}

/** What the marks mean, for where they are drawn. */
export function travel_key(data: Bulletin, choice: Choice, language: Language): string {
  return '◇ ' + say(language, 'travel_key', { section: data.sections[choice.section].name });
}

/** The marks at places of a chart, null where they have none. */
export function travel_series(data: Bulletin, choice: Choice, language: Language, marks: TravelMark[], places: (number[] | null)[]): Option {
  const items: Option[] = [];
  for (let i = 0; i < marks.length; ++i) {
    const place = places[i];
    if (place) items.push({ value: place, river: marks[i].river, hours: marks[i].hours });
  }
  const to = escaped(data.sections[choice.section] ? data.sections[choice.section].name : '');
  return {
    type: 'scatter',
    z: 5,
    symbol: 'diamond',
    symbolSize: 2 * mark_radius + 1,
    itemStyle: { color: '#fff', opacity: 1, borderColor: ink, borderWidth: 1.1 },
    data: items,
    tooltip: { ...tooltip, formatter: (item: Option) => say(language, 'travel_tip', { section: to, time: time_words(item.data.hours, language) }) },
  };
}

/** The marks' names, at px. */
export function travel_names(marks: TravelMark[], language: Language, at: (number[] | null)[], size: number): Named[] {
  return marks.map((mark, i) => {
    const place = at[i];
    return { x: place ? place[0] : -99, y: place ? place[1] : -99, text: time_words(mark.hours, language), size, radius: place ? mark_radius : 0, must: false };
  });
}
