"""Area, conveyance and velocity head of a surveyed cross-section as network.yaml has it, after the HEC-RAS Hydraulic Reference Manual 6.3 (equations 2-4
to 2-10), by other code than the program's: what an imported section must give back."""
import numpy as np

GRAVITY = 9.80665  # m s-2


def number(text):
    return float(str(text).split()[0])


def ground_with(points, stations):
    """The line with a point at each station that has none."""
    x, z = np.array(points).T
    for at in stations:
        if x[0] < at < x[-1] and at not in x:
            i = int(np.searchsorted(x, at))
            z = np.insert(z, i, z[i - 1] + (z[i] - z[i - 1]) * (at - x[i - 1]) / (x[i] - x[i - 1]))
            x = np.insert(x, i, at)
    return x, z


class CompoundSection:
    def __init__(self, written):
        points = [(number(x), number(z)) for x, z in written["survey"]]
        zones = [(number(x), number(n)) for x, n in written.get("n_by_offset", [])] or [(points[0][0], number(written["n"]))]
        left, right = number(written.get("left_bank", points[0][0])), number(written.get("right_bank", points[-1][0]))
        ineffective = [(number(a["from"]), number(a["to"]), number(a["until"]) if "until" in a else np.inf) for a in written.get("ineffective", [])]
        blocked = [(number(a["from"]), number(a["to"]), number(a["top"])) for a in written.get("blocked", [])]
        marks = [left, right] + [x for x, _ in zones] + [x for a in ineffective + blocked for x in a[:2]]
        x, z = ground_with(points, marks)
        for start, end, top in blocked:
            x, z = filled(x, z, start, end, top)
        middle = 0.5 * (x[:-1] + x[1:])
        self.x, self.z, self.bed = x, z, min(level for _, level in points)
        self.part = np.where(middle < left, 0, np.where(middle > right, 2, 1))
        index = np.clip(np.searchsorted([at for at, _ in zones], middle, side="right") - 1, 0, len(zones) - 1)
        self.n = np.array([n for _, n in zones])[index]
        self.until = np.full(len(middle), -np.inf)
        for start, end, level in ineffective:
            self.until[(middle > start) & (middle < end)] = level
        self.triggers = [level for _, _, level in ineffective if np.isfinite(level)]

    def at(self, level):
        """(area m2, conveyance m3 s-1) of left bank, main channel and right bank: two arrays of three."""
        h0, h1 = level - self.z[:-1], level - self.z[1:]
        high, low = np.maximum(h0, h1), np.minimum(h0, h1)
        flows = (high > 0) & (level > self.until)
        share = np.where(low >= 0, 1.0, np.divide(high, high - low, out=np.zeros_like(high), where=high > low)) * flows
        width = np.diff(self.x) * share
        area = np.where(low >= 0, 0.5 * (h0 + h1), 0.5 * high) * width
        perimeter = np.hypot(np.diff(self.x), np.diff(self.z)) * share
        # water stands against walls at the ends of the survey
        perimeter[0] += max(h0[0], 0) * flows[0]
        perimeter[-1] += max(h1[-1], 0) * flows[-1]
        apart = (np.diff(self.part) != 0) | (np.diff(self.n) != 0) | (h0[1:] <= 0) | (np.diff(flows.astype(int)) != 0)
        stretch = np.concatenate(([0], np.cumsum(apart)))
        areas, perimeters = np.bincount(stretch, area), np.bincount(stretch, perimeter)
        first = np.concatenate(([0], np.flatnonzero(apart) + 1))
        k = np.zeros_like(areas)
        wet = areas > 0
        k[wet] = areas[wet] ** (5 / 3) / perimeters[wet] ** (2 / 3) / self.n[first][wet]
        return np.bincount(self.part[first], areas, 3), np.bincount(self.part[first], k, 3)


def filled(x, z, start, end, top):
    """The line with what lies between two stations filled up to a level, with upright sides."""
    inside = (x >= start) & (x <= end)
    i, j = np.flatnonzero(inside)[[0, -1]]
    part_x, part_z = x[i : j + 1], z[i : j + 1]
    for k in range(len(part_x) - 1, 0, -1):  # where the ground passes the level
        if (part_z[k - 1] - top) * (part_z[k] - top) < 0:
            at = part_x[k - 1] + (part_x[k] - part_x[k - 1]) * (top - part_z[k - 1]) / (part_z[k] - part_z[k - 1])
            part_x, part_z = np.insert(part_x, k, at), np.insert(part_z, k, top)
    part_z = np.maximum(part_z, top)
    return np.concatenate((x[: i + 1], part_x, x[j:])), np.concatenate((z[: i + 1], part_z, z[j:]))


class TabulatedSection:
    """A section by a table of levels 1 cm apart, linear in between: thousands of trial levels of a profile then take moments."""

    def __init__(self, section, highest):
        self.bed, self.step = section.bed, 0.01
        rows = [np.concatenate(section.at(level)) for level in np.arange(section.bed, highest, self.step)]
        self.rows = np.array(rows)

    def at(self, level):
        place = min(max((level - self.bed) / self.step, 0), len(self.rows) - 1.001)
        i = int(place)
        row = self.rows[i] + (place - i) * (self.rows[i + 1] - self.rows[i])
        return row[:3], row[3:]


class BetweenSections:
    """A section on the way from one survey to the next, as the program has it: bed, areas and conveyances at equal depth are linear."""

    def __init__(self, upper, lower, share):
        self.upper, self.lower, self.share = upper, lower, share
        self.bed = (1 - share) * upper.bed + share * lower.bed

    def at(self, level):
        above, below = self.upper.at(level - self.bed + self.upper.bed), self.lower.at(level - self.bed + self.lower.bed)
        return tuple((1 - self.share) * a + self.share * b for a, b in zip(above, below))


def with_sections_between(sections, ways, pieces):
    """The same river with every way cut into pieces; surveys stand at multiples of `pieces`."""
    finer, parts = [], []
    for upper, lower, way in zip(sections[:-1], sections[1:], ways):
        finer += [upper] + [BetweenSections(upper, lower, k / pieces) for k in range(1, pieces)]
        parts += [way / pieces] * pieces
    return finer + [sections[-1]], parts + [ways[-1]]


def root(misfit, low, high):
    """Where a function passes zero upwards, looked for from below in strides of 3 cm."""
    stride = 0.03
    level, before = low, misfit(low)
    while level < high:
        after = misfit(level + stride)
        if before < 0 <= after:
            a, b = level, level + stride
            for _ in range(20):
                a, b = (0.5 * (a + b), b) if misfit(0.5 * (a + b)) < 0 else (a, 0.5 * (a + b))
            return 0.5 * (a + b)
        level, before = level + stride, after
    raise ValueError("no level satisfies the balance")


def velocity_head(section, level, discharge, alpha):
    """(head m, conveyance m3 s-1, shares of left bank, main channel and right bank in it)"""
    area, conveyance = section.at(level)
    total = conveyance.sum()
    cubes = np.sum(np.divide(conveyance**3, area**2, out=np.zeros(3), where=area > 0))
    factor = area.sum() ** 2 * cubes / total**3 if alpha else 1
    return factor * (discharge / area.sum()) ** 2 / (2 * GRAVITY), total, conveyance / total


def profile(sections, ways, discharge, slope, hecras=True):
    """Levels (m) of steady flow by the energy equation from section to section, downstream ones last; normal depth at the lower end. `ways`: (left,
    channel, right) to the next section, m. As HEC-RAS has it: ways weighted by conveyance, alpha of three parts, 0.1 and 0.3 of the change of velocity
    head; else along the channel alone, with an even velocity and no such losses, as the balance of this program."""
    last = sections[-1]
    levels = [root(lambda z: last.at(z)[1].sum() * np.sqrt(slope) - discharge, last.bed + 0.5, last.bed + 30)]
    for upper, lower, way in zip(sections[-2::-1], sections[:0:-1], ways[-2::-1]):
        below, k_below, shares_below = velocity_head(lower, levels[0], discharge, hecras)

        def misfit(z):
            above, k, shares = velocity_head(upper, z, discharge, hecras)
            length = np.dot(way, 0.5 * (shares + shares_below)) if hecras else way[1]
            loss = (0.3 if above > below else 0.1) * abs(above - below) if hecras else 0
            return z + above - levels[0] - below - length * (2 * discharge / (k + k_below)) ** 2 - loss

        levels.insert(0, root(misfit, max(levels[0] - 0.5, upper.bed + 0.3), levels[0] + 6))
    return levels
