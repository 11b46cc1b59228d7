"""The rates of a QUAL2Kw file as parameters of qingliu. None is changed; where the two have a law of a different form, its constant makes them agree at
the mean oxygen and depth of the river."""
import math

WATT_OF_LANGLEY = 41840 / 86400  # W m-2 per ly/d
CARBON_DIOXIDE = 349e-6  # atm, annual mean of 1987 at Mauna Loa (NOAA)
FILE = """\
sources: {Q2K: {title: QUAL2Kw case of Boulder Creek}}
parameters:
%s
"""


def half_saturation(attenuation, oxygen):
    """K with O / (K + O) = 1 - exp(-a O), mg/L."""
    taken = 1 - math.exp(-attenuation * oxygen)
    return oxygen * (1 / taken - 1)


def half_inhibition(q2k, oxygen, depth):
    """K with k K / (K + O) = k exp(-a O) + v / H: in the water where oxygen is scarce and by transfer into the bed, which are one process here; mg/L."""
    rate = q2k.rate["denitrification"]
    share = math.exp(-q2k.rate["oxygen_attenuation"] * oxygen) + q2k.rate["bed_denitrification"] / depth / rate
    return oxygen * share / (1 - share)


def parameters(q2k, oxygen, depth, bed):
    """Text of the file of parameters; `oxygen` mg/L and `depth` m are those of the river, `bed` is a creek.Bed."""
    rate, carbon = q2k.rate, q2k.dry_share["carbon"]
    if q2k.growth_order != "Zero-order" or rate["algae_light_respiration"] != 0:
        raise ValueError("the growth is taken to be of zero order, without respiration by light")
    half = f"{half_saturation(rate['oxygen_attenuation'], oxygen):.6g} mg/L"
    usable, background, *_, by_solids, by_detritus, _ = q2k.light
    first = {"labile_oxidation": "fast_oxidation", "slow_oxidation": "slow_oxidation", "hydrolysis": "hydrolysis", "detritus_dissolution": "dissolution",
             "phosphorus_hydrolysis": "phosphorus_hydrolysis", "ammonification": "ammonification", "nitrification": "nitrification",
             "denitrification": "denitrification", "bottom_algae_respiration": "algae_respiration", "bottom_algae_death": "algae_death",
             "bottom_algae_nitrogen_death": "algae_death", "bottom_algae_phosphorus_death": "algae_death",
             "bottom_algae_nitrogen_excretion": "algae_excretion", "bottom_algae_phosphorus_excretion": "algae_excretion"}
    settling = {"detritus_settling": "detritus_settling", "organic_nitrogen_settling": "organic_nitrogen_settling",
                "organic_phosphorus_settling": "organic_phosphorus_settling", "solids_settling": "solids_settling", "phosphate_settling": "phosphate_settling"}
    values = {f"{name}.rate": f"{rate[of]} 1/d" for name, of in first.items()}
    values |= {f"{name}.theta": rate[f"{of}_theta"] for name, of in first.items()}
    values |= {f"{name}.velocity": f"{rate[of]} m/d" for name, of in settling.items()}
    values |= {f"{name}.oxygen_half_saturation": half for name in ("labile_oxidation", "slow_oxidation", "nitrification", "bottom_algae_respiration")}
    values |= {
        "denitrification.oxygen_half_inhibition": f"{half_inhibition(q2k, oxygen, depth):.6g} mg/L",
        "sediment_oxygen_demand.rate": f"{bed.demand:.8g} g/m2/d", "sediment_oxygen_demand.theta": bed.theta,
        "sediment_oxygen_demand.oxygen_half_saturation": f"{bed.half_saturation} mg/L",
        # all of the phosphate settles and solids settle in any flow, as in QUAL2Kw: the largest partition and shear there are, the smoothest grains
        "phosphate_settling.partition": "1e9 L/kg", "solids_settling.critical_shear": "100 N/m2", "solids_settling.roughness": "0.005 s/m^(1/3)",
        "reaeration.flow_formula": "covar", "reaeration.wind_formula": "none", "reaeration.minimum_transfer": "0 m/d",
        "reaeration.theta": rate["reaeration_theta"],
        "carbon_dioxide_exchange.pressure": CARBON_DIOXIDE,
        "light.usable_share": usable, "light.background": f"{background} 1/m", "light.by_solids": f"{by_solids} m2/g",
        "light.by_detritus": f"{by_detritus} m2/g",
        "long_wave_heating.formula": "brunt", "long_wave_heating.cloud_factor": float(q2k.heat[7]),
        "evaporative_cooling.wind_formula": "brady_graves_geyer",
        "bottom_algae_photosynthesis.order": "zero_order",
        "bottom_algae_photosynthesis.rate": f"{rate['algae_growth'] * carbon:.8g} 1/d",  # g m-2 d-1 of carbon
        "bottom_algae_photosynthesis.theta": rate["algae_growth_theta"],
        "bottom_algae_photosynthesis.light_formula": "half_saturation",
        "bottom_algae_photosynthesis.light_constant": f"{rate['light_half'] * WATT_OF_LANGLEY:.8g} W/m2",
        "bottom_algae_photosynthesis.least_nitrogen": f"{rate['least_nitrogen'] / 1000 / carbon:.8g}",
        "bottom_algae_photosynthesis.least_phosphorus": f"{rate['least_phosphorus'] / 1000 / carbon:.8g}",
        "bottom_algae_nitrogen_uptake.rate": f"{rate['nitrogen_uptake'] / 1000 / carbon:.8g} 1/d",
        "bottom_algae_nitrogen_uptake.half_saturation": f"{rate['nitrogen_half'] / 1000:.8g} mg/L",
        "bottom_algae_nitrogen_uptake.store_half": rate["nitrogen_store"],
        "bottom_algae_nitrogen_uptake.ammonia_preference": f"{rate['ammonia_preference'] / 1000:.8g} mg/L",
        "bottom_algae_phosphorus_uptake.rate": f"{rate['phosphorus_uptake'] / 1000 / carbon:.8g} 1/d",
        "bottom_algae_phosphorus_uptake.half_saturation": f"{rate['phosphorus_half'] / 1000:.8g} mg/L",
        "bottom_algae_phosphorus_uptake.store_half": rate["phosphorus_store"],
    }
    return FILE % "\n".join(f"  - {{name: {name}, value: {value}, source: Q2K, {confidence(name)}}}" for name, value in values.items())


def confidence(name):
    """Read in the file, or reckoned from it."""
    reckoned = name.endswith(("oxygen_half_saturation", "oxygen_half_inhibition")) or name.startswith("sediment_oxygen_demand.")
    return "confidence: estimate, note: see the README of the case" if reckoned else "confidence: verified"
