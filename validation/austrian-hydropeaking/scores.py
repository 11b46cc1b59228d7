"""How near a computed hydrograph comes to a measured one."""
import numpy as np

WAVE = 10.0  # m3/s, a peak stands out by at least this much
NEIGHBOURHOOD = 3600.0  # s, a measured peak is looked for this near a computed one
WIDEST_LAG = 2 * 3600.0  # s


def nash_sutcliffe(computed, measured):
    known = np.isfinite(measured)
    return 1 - np.sum((computed - measured)[known] ** 2) / np.sum((measured[known] - measured[known].mean()) ** 2)


def lag(time, measured, computed_time, computed):
    """By how many seconds the computed hydrograph is late: the shift with the highest correlation, in whole minutes."""
    known = np.isfinite(measured)
    minutes = np.arange(time[0] + WIDEST_LAG, time[-1] - WIDEST_LAG, 60.0)
    fixed = np.interp(minutes, time[known], measured[known])
    shifts = np.arange(-WIDEST_LAG, WIDEST_LAG + 1, 60.0)
    return shifts[np.argmax([np.corrcoef(np.interp(minutes + shift, computed_time, computed), fixed)[0, 1] for shift in shifts])]


def peaks(discharge):
    """Indices of the peaks: each the highest of a wave that rises by at least WAVE from the trough before it and falls as far after."""
    found, candidate, trough, rising = [], 0, 0, False
    for k, q in enumerate(discharge):
        if not np.isfinite(q):
            continue
        if rising:
            if q > discharge[candidate]:
                candidate = k
            elif q < discharge[candidate] - WAVE:
                found.append(candidate)
                trough, rising = k, False
        elif q < discharge[trough]:
            trough = k
        elif q > discharge[trough] + WAVE:
            candidate, rising = k, True
    return found


def peak_errors(time, computed, at, measured_time, measured):
    """Relative error of each computed peak: over the highest reading within NEIGHBOURHOOD of it, minus 1; nan without a reading.

    Pairs start from the computed waves, every one of which the first gauge sent down: what works and brooks below it add has none.
    """
    errors = []
    for k in at:
        near = measured[(np.abs(measured_time - time[k]) <= NEIGHBOURHOOD) & np.isfinite(measured)]
        errors.append(computed[k] / near.max() - 1 if near.size else np.nan)
    return np.array(errors)
