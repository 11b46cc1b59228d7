// The parabola in a cell: weights of its edges, and what leaves at its end.
#include "models/transport/profile.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

TEST(Profile, EqualVolumesGiveTheTextbookWeights) {
    const auto w = edge_weights(3.0, 3.0, 3.0, 3.0);
    EXPECT_NEAR(w.across, 1.0 / 2, 1e-15);
    EXPECT_NEAR(w.upstream, 1.0 / 12, 1e-15);
    EXPECT_NEAR(w.downstream, -1.0 / 12, 1e-15);
}

TEST(Profile, EdgeOfUnequalVolumesIsExactForACubic) {
    const double volume[4] = {2.0, 0.7, 1.9, 5.0}, edge = volume[0] + volume[1];
    const auto integral = [](double s) { return s + 0.5 * s * s - 0.2 * s * s * s + 0.05 * s * s * s * s; };
    const auto density = [](double s) { return 1 + s - 0.6 * s * s + 0.2 * s * s * s; };
    double mean[4], begin = 0;
    for (int i = 0; i < 4; ++i) {
        mean[i] = (integral(begin + volume[i]) - integral(begin)) / volume[i];
        begin += volume[i];
    }
    const auto w = edge_weights(volume[0], volume[1], volume[2], volume[3]);
    const double value = mean[1] + w.across * (mean[2] - mean[1]) + w.upstream * (mean[1] - mean[0]) +
                         w.downstream * (mean[3] - mean[2]);
    EXPECT_NEAR(value, density(edge), 1e-13);
}

TEST(Profile, EdgeStaysBetweenItsCells) {
    const EdgeWeights<Octet> w{0.5, 1.0 / 12, -1.0 / 12};
    const Octet edge = edge_value(w, Octet(100.0), Octet(1.0), Octet(2.0), Octet(2.0));
    EXPECT_EQ(edge[0], 1.0);
    EXPECT_EQ(edge_value(w, Octet(0.0), Octet(1.0), Octet(1.0), Octet(5.0))[3], 1.0);
}

TEST(Profile, EndFractionIntegratesALine) {
    // mean 5, edges 3 and 7: the last quarter has the mean 6.5
    EXPECT_DOUBLE_EQ(EndFraction(0.25).excess(Octet(5.0), Octet(3.0), Octet(7.0))[2], 1.5);
    EXPECT_EQ(EndFraction(1.0).excess(Octet(5.0), Octet(3.0), Octet(7.0))[2], 0.0);
}

TEST(Profile, ExtremesAreFlatAndSteepSidesAreLimited) {
    EXPECT_EQ(EndFraction(0.25).excess(Octet(5.0), Octet(3.0), Octet(4.0))[0], 0.0);
    // rise 1 before the mean, 10 after it: the far edge side allows 2 at most
    EXPECT_DOUBLE_EQ(EndFraction(0.0).excess(Octet(5.0), Octet(4.0), Octet(15.0))[0], 2.0);
}

}  // namespace
}  // namespace qingliu
