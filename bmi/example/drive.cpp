// Drives one scenario for three days, with an inflow that another model might know better than the case does, and
// prints what flows past the control sections.
//
//   c++ -std=c++20 -I PREFIX/include/qingliu drive.cpp -L PREFIX/lib -l qingliu_bmi -o drive
//   ./drive driven.yaml
#include <exception>
#include <iomanip>
#include <iostream>
#include <vector>

#include "bmi/qingliu_bmi.hpp"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: drive FILE\n";
        return 2;
    }
    try {
        BmiQingliu river;
        river.Initialize(argv[1]);
        const int sections = river.GetGridSize(river.GetVarGrid("section_discharge"));
        std::vector<double> discharge(static_cast<std::size_t>(sections));
        const double day = 86400;  // s
        for (int d = 1; d <= 3; ++d) {
            double inflow = 6.0 + d;  // m3 s-1
            int first = 0;            // of the inflows of the case
            river.SetValueAtIndices("inflow_discharge", &first, 1, &inflow);
            river.UpdateUntil(d * day);
            river.GetValue("section_discharge", discharge.data());
            std::cout << "day " << d << std::fixed << std::setprecision(3);
            for (const double q : discharge) std::cout << " " << q << " " << river.GetVarUnits("section_discharge");
            std::cout << "\n";
        }
        river.Finalize();
    } catch (const std::exception& problem) {
        std::cerr << problem.what() << "\n";
        return 1;
    }
    return 0;
}
