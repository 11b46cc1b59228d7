#include "models/transport/dispersion_formulas.hpp"

#include <array>
#include <stdexcept>
#include <string>

#include "engine/base/gravity.hpp"
#include "engine/numerics/powers.hpp"

namespace qingliu {

namespace {

using Site = DispersionSite;

constexpr double least_froude = 1e-6;  // keeps a negative power finite in water at rest

Octet raised(const Octet& base, double exponent) { return power(base, Octet(exponent)); }
Octet slenderness(const Site& s) { return s.width / s.depth; }
Octet friction_term(const Site& s) { return s.speed / s.shear_velocity; }
Octet scale(const Site& s) { return s.depth * s.shear_velocity; }

Octet elder(const Site& s) { return 5.93 * scale(s); }

// S = u*^2 / (g H); for Froude numbers below 0.5
Octet mcquivey_keefer(const Site& s) {
    return 0.058 * gravity * s.speed * s.depth * s.depth / (s.shear_velocity * s.shear_velocity);
}

Octet fischer(const Site& s) { return 0.011 * s.speed * s.speed * s.width * s.width / scale(s); }

Octet liu(const Site& s) { return 0.18 * raised(s.shear_velocity, 1.5) * sqrt(s.speed) * s.width * s.width / scale(s); }

Octet magazine(const Site& s) {
    return 75.86 * s.depth * raised(s.shear_velocity / 0.4, 1.632) * raised(s.speed, 1 - 1.632);
}

Octet iwasa_aya(const Site& s) {
    const Octet b = slenderness(s);
    return 2.0 * scale(s) * b * sqrt(b);
}

Octet koussis(const Site& s) {
    const Octet b = slenderness(s);
    return 0.6 * scale(s) * b * b;
}

Octet li(const Site& s) { return 0.2 * scale(s) * raised(slenderness(s), 1.3) * raised(friction_term(s), 1.2); }

Octet seo_cheong(const Site& s) {
    return 5.915 * scale(s) * raised(slenderness(s), 0.620) * raised(friction_term(s), 1.428);
}

Octet deng(const Site& s) {
    const Octet b = slenderness(s), f = friction_term(s);
    const Octet transverse = 0.145 + (1.0 / 3520) * f * raised(b, 1.38);
    return scale(s) * (0.15 / 8) * raised(b, 5.0 / 3) * f * f / transverse;
}

Octet kashefipour_falconer(const Site& s) {
    const Octet b = slenderness(s), f = friction_term(s);
    const Octet narrow = 7.428 + 1.775 * raised(b, 0.620) * raised(max(f, Octet(1e-12)), -0.572);
    return select(b >= Octet(50.0), Octet(10.612), narrow) * s.depth * s.speed * f;
}

Octet sahay_dutta(const Site& s) {
    return 2.0 * scale(s) * raised(slenderness(s), 0.96) * raised(friction_term(s), 1.25);
}

Octet etemad_shahidi(const Site& s) {
    const Octet b = slenderness(s), f = friction_term(s);
    return scale(s) * select(b <= Octet(30.6), 15.49 * raised(b, 0.78) * raised(f, 0.11),
                             14.12 * raised(b, 0.61) * raised(f, 0.85));
}

Octet zeng_huai(const Site& s) {
    return 5.4 * raised(slenderness(s), 0.7) * raised(friction_term(s), 0.13) * s.depth * s.speed;
}

Octet disley(const Site& s) {
    const Octet froude = max(s.speed / sqrt(gravity * s.depth), Octet(least_froude));
    return 3.563 * raised(froude, -0.4117) * raised(slenderness(s), 0.6776) * raised(friction_term(s), 1.0132) *
           scale(s);
}

Octet wang_huai(const Site& s) {
    return 17.648 * raised(slenderness(s), 0.3619) * raised(friction_term(s), 1.16) * scale(s);
}

constexpr std::array formulas{
    DispersionFormula{"power_law", "one-dimensional models of Chinese rivers", "a U^b", true, nullptr},
    DispersionFormula{"elder", "Elder 1959", "5.93 H u*; vertical shear alone, a lower bound", true, elder},
    DispersionFormula{"mcquivey_keefer", "McQuivey & Keefer 1974", "0.058 U H / S, S = u*^2 / (g H), for Fr < 0.5",
                      false, mcquivey_keefer},
    DispersionFormula{"fischer", "Fischer 1975", "0.011 U^2 W^2 / (H u*)", true, fischer},
    DispersionFormula{"liu", "Liu 1977", "0.18 (u* / U)^1.5 U^2 W^2 / (H u*)", true, liu},
    DispersionFormula{"magazine", "Magazine, Pathak & Pande 1988", "75.86 H U (u* / (0.4 U))^1.632", true, magazine},
    DispersionFormula{"iwasa_aya", "Iwasa & Aya 1991", "2 H u* (W / H)^1.5", true, iwasa_aya},
    DispersionFormula{"koussis", "Koussis & Rodriguez-Mirasol 1998", "0.6 H u* (W / H)^2", true, koussis},
    DispersionFormula{"li", "Li et al. 1998", "0.2 H u* (W / H)^1.3 (U / u*)^1.2", true, li},
    DispersionFormula{"seo_cheong", "Seo & Cheong 1998", "5.915 H u* (W / H)^0.620 (U / u*)^1.428", true, seo_cheong},
    DispersionFormula{"deng", "Deng, Singh & Bengtsson 2001",
                      "H u* 0.15 / (8 e) (W / H)^(5/3) (U / u*)^2, e = 0.145 + (U / u*) (W / H)^1.38 / 3520", true,
                      deng},
    DispersionFormula{
        "kashefipour_falconer", "Kashefipour & Falconer 2002",
        "10.612 H U^2 / u* where W / H >= 50, else (7.428 + 1.775 (W / H)^0.62 (u* / U)^0.572) H U^2 / u*", true,
        kashefipour_falconer},
    DispersionFormula{"sahay_dutta", "Sahay & Dutta 2009", "2 H u* (W / H)^0.96 (U / u*)^1.25", true, sahay_dutta},
    DispersionFormula{
        "etemad_shahidi", "Etemad-Shahidi & Taghipour 2012",
        "15.49 (W / H)^0.78 (U / u*)^0.11 H u* where W / H <= 30.6, else 14.12 (W / H)^0.61 (U / u*)^0.85 H u*", true,
        etemad_shahidi},
    DispersionFormula{"zeng_huai", "Zeng & Huai 2014", "5.4 (W / H)^0.7 (U / u*)^0.13 H U", false, zeng_huai},
    DispersionFormula{"disley", "Disley et al. 2015", "3.563 Fr^-0.4117 (W / H)^0.6776 (U / u*)^1.0132 H u*", true,
                      disley},
    DispersionFormula{"wang_huai", "Wang & Huai 2016", "17.648 (W / H)^0.3619 (U / u*)^1.16 H u*", false, wang_huai}};

}  // namespace

std::span<const DispersionFormula> dispersion_formulas() { return formulas; }

const DispersionFormula& dispersion_formula(std::string_view name) {
    for (const auto& formula : formulas) {
        if (formula.name == name) return formula;
    }
    throw std::invalid_argument("no formula of dispersion \"" + std::string(name) + "\"");
}

}  // namespace qingliu
