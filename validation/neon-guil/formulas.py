"""Reaeration at 20 degC (1/d) by hand, from speed U (m s-1), depth H (m), slope S, width W (m); and the power of S in it."""
from math import sqrt


def shear(h, s):
    return sqrt(9.81 * h * s)


def froude(u, h):
    return u / sqrt(9.81 * h)


def tsivoglou_neal(u, h, s, w):
    cubic_feet = u * h * w / 0.3048**3
    return 86400 * (0.11 if cubic_feet < 15 else 0.054) * s * u / 0.3048


def pool_riffle(u, h, s, w):
    q = u * h * w
    return 517 * (u * s) ** 0.524 * q**-0.242 if q < 0.556 else 596 * (u * s) ** 0.528 * q**-0.136


def channel_control(u, h, s, w):
    return 88 * (u * s) ** 0.313 * h**-0.353 if u * h * w < 0.556 else 142 * (u * s) ** 0.333 * h**-0.66 * w**-0.243


def by_depth(u, h):
    """Owens below 2 feet, by Covar."""
    return 5.32 * u**0.67 / h**1.85


FORMULAS = {
    "covar": (lambda u, h, s, w: by_depth(u, h), 0),
    "oconnor_dobbins": (lambda u, h, s, w: 3.93 * sqrt(u) / h**1.5, 0),
    "churchill": (lambda u, h, s, w: 5.026 * u**0.969 / h**1.673, 0),
    "owens_gibbs": (lambda u, h, s, w: by_depth(u, h), 0),
    "langbein_durum": (lambda u, h, s, w: 7.60 * (u / 0.3048) / (h / 0.3048) ** 1.33, 0),
    "tsivoglou_neal": (tsivoglou_neal, 1),
    "thackston_krenkel": (lambda u, h, s, w: 24.88 * (1 + sqrt(froude(u, h))) * shear(h, s) / h, 0.5),
    "thackston_dawson": (lambda u, h, s, w: 2.16 * (1 + 9 * froude(u, h) ** 0.25) * shear(h, s) / h, 0.5),
    "melching_flores_pool_riffle": (pool_riffle, 0.524),
    "melching_flores_channel_control": (channel_control, 0.313),
    "mascaret": (lambda u, h, s, w: 0.746 * u**2.695 / (h**3.085 * s**0.823), -0.823),
}
