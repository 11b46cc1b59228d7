#include "engine/numerics/powers.hpp"

namespace qingliu {

double exponential(double x) { return exponential(Lanes<1>(x))[0]; }

double logarithm(double x) { return logarithm(Lanes<1>(x))[0]; }

double power(double x, double y) { return power(Lanes<1>(x), Lanes<1>(y))[0]; }

double cube_root(double x) { return cube_root(Lanes<1>(x))[0]; }

double inverse_cube_root(double x) { return inverse_cube_root(Lanes<1>(x))[0]; }

}  // namespace qingliu
