// Sizes of standard pipes that SWMM files name by number.
#include <array>

#include "models/imports/swmm_shapes.hpp"

namespace qingliu {
namespace {

constexpr double inch = 0.0254;  // m

struct Size {
    double rise, span;  // inches
};

// Concrete elliptical pipe, ASTM C507; numbers as in Rossman & Simon 2022, SWMM User's Manual 5.2, table A.12.
constexpr std::array<Size, 23> ellipses{{{14, 23},  {19, 30},  {22, 34},  {24, 38},   {27, 42},  {29, 45},
                                         {32, 49},  {34, 53},  {38, 60},  {43, 68},   {48, 76},  {53, 83},
                                         {58, 91},  {63, 98},  {68, 106}, {72, 113},  {77, 121}, {82, 128},
                                         {87, 136}, {92, 143}, {97, 151}, {106, 166}, {116, 180}}};

// Concrete arch (ASTM C506); corrugated steel, 2 2/3 x 1/2 in and 3 x 1 in; structural plate, corner radius 18 and 31
// in (AISI 1999). Numbers as in the same manual, table A.13.
constexpr std::array<Size, 102> arches{
    {{11, 18},      {13.5, 22},    {15.5, 26},      {18, 28.5}, {22.5, 36.25}, {26.625, 43.75}, {31.3125, 51.125},
     {36, 58.5},    {40, 65},      {45, 73},        {54, 88},   {62, 102},     {72, 115},       {77.5, 122},
     {87.125, 138}, {96.875, 154}, {106.5, 168.75},  // 17
     {13, 17},      {15, 21},      {18, 24},        {20, 28},   {24, 35},      {29, 42},        {33, 49},
     {38, 57},      {43, 64},      {47, 71},        {52, 77},   {57, 83},  // 29
     {31, 40},      {36, 46},      {41, 53},        {46, 60},   {51, 66},      {55, 73},        {59, 81},
     {63, 87},      {67, 95},      {71, 103},       {75, 112},  {79, 117},     {83, 128},       {87, 137},
     {91, 142},  // 44
     {55, 73},      {57, 76},      {59, 81},        {61, 84},   {63, 87},      {65, 92},        {67, 95},
     {69, 98},      {71, 103},     {73, 106},       {75, 112},  {77, 114},     {79, 117},       {81, 123},
     {83, 128},     {85, 131},     {87, 137},       {89, 139},  {91, 142},     {93, 148},       {95, 150},
     {97, 152},     {100, 154},    {101, 161},      {103, 167}, {105, 169},    {107, 171},      {109, 178},
     {111, 184},    {113, 186},    {115, 188},      {118, 190}, {119, 197},    {121, 199},  // 78
     {112, 159},    {114, 162},    {116, 168},      {118, 170}, {120, 173},    {122, 179},      {124, 184},
     {126, 187},    {128, 190},    {130, 195},      {132, 198}, {134, 204},    {136, 206},      {138, 209},
     {140, 215},    {142, 217},    {144, 223},      {146, 225}, {148, 231},    {150, 234},      {152, 236},
     {154, 239},    {156, 245},    {158, 247}}};

template <std::size_t N>
std::optional<std::pair<double, double>> size_of(const std::array<Size, N>& sizes, int number) {
    if (number < 1 || number > static_cast<int>(N)) return std::nullopt;
    const Size& size = sizes[static_cast<std::size_t>(number - 1)];
    return std::pair(size.rise * inch, size.span * inch);
}

}  // namespace

std::optional<std::pair<double, double>> standard_arch(int number) { return size_of(arches, number); }
std::optional<std::pair<double, double>> standard_ellipse(int number) { return size_of(ellipses, number); }

}  // namespace qingliu
