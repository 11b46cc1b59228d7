#include "engine/numerics/ark_integrator.hpp"

#include <arkode/arkode_arkstep.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_linearsolver.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <string>
#include <vector>

namespace qingliu {

/// Everything the C library holds, and what its callbacks need.
struct ArkIntegrator::Session {
    SUNContext context = nullptr;
    N_Vector state = nullptr;
    void* memory = nullptr;
    SUNLinearSolver solver = nullptr;
    std::size_t size = 0;
    StiffSystem* system = nullptr;
    std::exception_ptr thrown;    // what the system threw, to be thrown again outside the C library
    std::string message;          // ARKODE's own words
    std::vector<double> damping;  // s-1 [size], at the last evaluated state
    long steps = 0;
    long evaluations = 0;

    Session(std::size_t length, const ArkTolerances& tolerances);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    static int evaluate(realtype time, N_Vector y, N_Vector rate, void* user) noexcept;
    static int solve(SUNLinearSolver solver, SUNMatrix, N_Vector x, N_Vector b, realtype) noexcept;
    static SUNLinearSolver_Type type(SUNLinearSolver) noexcept { return SUNLINEARSOLVER_MATRIX_EMBEDDED; }
    static void note(int, const char*, const char*, char* text, void* user) noexcept;
    void require(bool done, const char* what) const;
};

void ArkIntegrator::Session::require(bool done, const char* what) const {
    if (!done) throw std::runtime_error(std::string("ARKODE set-up failed: ") + what);
}

ArkIntegrator::Session::Session(std::size_t length, const ArkTolerances& tolerances)
    : size(length), damping(length, 0.0) {
    require(SUNContext_Create(nullptr, &context) == 0, "context");
    state = N_VNew_Serial(static_cast<sunindextype>(length), context);
    require(state != nullptr, "state");
    N_VConst(0.0, state);
    memory = ARKStepCreate(nullptr, &Session::evaluate, 0.0, state, context);
    require(memory != nullptr, "integrator");
    solver = SUNLinSolNewEmpty(context);
    require(solver != nullptr, "linear solver");
    solver->content = this;
    solver->ops->gettype = &Session::type;
    solver->ops->solve = &Session::solve;
    require(ARKStepSetUserData(memory, this) == ARK_SUCCESS, "user data");
    require(ARKStepSetErrHandlerFn(memory, &Session::note, this) == ARK_SUCCESS, "error handler");
    require(ARKStepSetOrder(memory, 3) == ARK_SUCCESS, "order");
    require(ARKStepSStolerances(memory, tolerances.relative, tolerances.absolute) == ARK_SUCCESS, "tolerances");
    // a call starts with one step over the whole interval, which stiff systems cut by many powers of ten
    require(ARKStepSetMaxErrTestFails(memory, 30) == ARK_SUCCESS, "error test failures");
    require(ARKStepSetMaxConvFails(memory, 30) == ARK_SUCCESS, "convergence failures");
    require(ARKStepSetMaxNumSteps(memory, tolerances.max_steps) == ARK_SUCCESS, "steps");
    require(ARKStepSetLinearSolver(memory, solver, nullptr) == ARK_SUCCESS, "linear solver");
}

ArkIntegrator::Session::~Session() {
    if (memory != nullptr) ARKStepFree(&memory);
    if (solver != nullptr) SUNLinSolFreeEmpty(solver);
    if (state != nullptr) N_VDestroy(state);
    if (context != nullptr) SUNContext_Free(&context);
}

int ArkIntegrator::Session::evaluate(realtype time, N_Vector y, N_Vector rate, void* user) noexcept {
    Session& self = *static_cast<Session*>(user);
    ++self.evaluations;
    try {
        self.system->rate(time, {N_VGetArrayPointer(y), self.size}, {N_VGetArrayPointer(rate), self.size},
                          self.damping);
    } catch (...) {
        self.thrown = std::current_exception();
        return -1;
    }
    const double* values = N_VGetArrayPointer(rate);
    const bool finite = std::all_of(values, values + self.size, [](double v) { return std::isfinite(v); });
    return finite ? 0 : 1;  // 1: recoverable, ARKODE tries a shorter step
}

/// (I + gamma damping) x = b. The Newton residual has just been evaluated at this very iterate, so `damping` belongs to
/// it.
int ArkIntegrator::Session::solve(SUNLinearSolver solver, SUNMatrix, N_Vector x, N_Vector b, realtype) noexcept {
    const Session& self = *static_cast<const Session*>(solver->content);
    realtype gamma = 0;
    if (ARKStepGetCurrentGamma(self.memory, &gamma) != ARK_SUCCESS) return -1;
    double* solution = N_VGetArrayPointer(x);
    const double* right = N_VGetArrayPointer(b);
    for (std::size_t i = 0; i < self.size; ++i) solution[i] = right[i] / (1.0 + gamma * self.damping[i]);
    return 0;
}

void ArkIntegrator::Session::note(int, const char*, const char*, char* text, void* user) noexcept {
    try {
        static_cast<Session*>(user)->message = text;
    } catch (...) {
        // without memory for the words the return code still tells
    }
}

ArkIntegrator::ArkIntegrator(std::size_t size, const ArkTolerances& tolerances)
    : session_(std::make_unique<Session>(size, tolerances)) {}
ArkIntegrator::~ArkIntegrator() = default;
ArkIntegrator::ArkIntegrator(ArkIntegrator&&) noexcept = default;
ArkIntegrator& ArkIntegrator::operator=(ArkIntegrator&&) noexcept = default;

void ArkIntegrator::integrate(StiffSystem& system, double from, double to, std::span<double> y) {
    if (y.size() != session_->size) throw std::logic_error("ArkIntegrator: y has the wrong size");
    if (!(to > from)) return;
    Session& self = *session_;
    self.system = &system;
    self.thrown = nullptr;
    self.message.clear();
    std::copy(y.begin(), y.end(), N_VGetArrayPointer(self.state));
    realtype reached = from;
    int code = ARKStepReInit(self.memory, nullptr, &Session::evaluate, from, self.state);
    if (code == ARK_SUCCESS)
        code = ARKStepSetInitStep(self.memory, to - from);  // error control shortens it where it must
    if (code == ARK_SUCCESS) code = ARKStepSetStopTime(self.memory, to);
    if (code == ARK_SUCCESS) code = ARKStepEvolve(self.memory, to, self.state, &reached, ARK_NORMAL);
    long steps = 0;
    if (ARKStepGetNumSteps(self.memory, &steps) == ARK_SUCCESS) self.steps += steps;
    if (self.thrown) std::rethrow_exception(self.thrown);
    if (code < 0) {
        throw IntegrationFailure("ARKODE stopped at " + std::to_string(reached) + " s (code " + std::to_string(code) +
                                 "): " + self.message);
    }
    const double* values = N_VGetArrayPointer(self.state);
    std::copy(values, values + self.size, y.begin());
}

long ArkIntegrator::steps() const { return session_->steps; }

long ArkIntegrator::evaluations() const { return session_->evaluations; }

}  // namespace qingliu
