"""Inorganic carbon of water whose pH was measured: the charge balance and the constants of models/kinetics/acidity.hpp, solved for the carbon."""
import numpy as np


def inorganic_carbon(ph, temperature, conductivity, alkalinity, ammonia, phosphate):
    """g C m-3, from pH, degC, uS cm-1, g CaCO3 m-3, g N m-3 and g P m-3. ValueError where no carbon makes that pH at that alkalinity."""
    t, h = temperature + 273.15, 10 ** -np.asarray(ph, dtype=float)
    strength = 1.6e-5 * np.asarray(conductivity, dtype=float)
    log_f = -0.5 * (np.sqrt(strength) / (1 + np.sqrt(strength)) - 0.3 * strength)
    f = 10**log_f
    first = 10 ** (-356.3094 - 0.06091964 * t + 21834.37 / t + 126.8339 * np.log10(t) - 1684915 / t**2 - log_f)
    second = 10 ** (-107.8871 - 0.03252849 * t + 5151.79 / t + 38.92561 * np.log10(t) - 563713.9 / t**2 - 3 * log_f)
    water = 10 ** (6.0875 - 0.01706 * t - 4470.99 / t)
    ammonium = 10 ** (-0.09018 - 2729.92 / t + log_f)
    phosphoric_second, phosphoric_third = 10 ** (-7.20 - 3 * log_f), 10 ** (-12.35 - 5 * log_f)
    charge = (first * h + 2 * first * second) / (h**2 + first * h + first * second)  # of a mol of carbon
    once, twice = phosphoric_second * h, phosphoric_second * phosphoric_third
    of_phosphate = (once + 2 * twice) / (h**2 + once + twice)
    others = water / (h * f) - h / f + ammonia / 14e3 * ammonium / (ammonium + h) + phosphate / 31e3 * of_phosphate
    carbon = 12e3 * (alkalinity / 50e3 - others) / charge
    if np.any(carbon < 0):
        raise ValueError("no inorganic carbon makes that pH at that alkalinity")
    return carbon
