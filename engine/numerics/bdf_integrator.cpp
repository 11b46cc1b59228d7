#include "engine/numerics/bdf_integrator.hpp"

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_nonlinearsolver.h>

#include <algorithm>
#include <exception>
#include <stdexcept>
#include <string>

#include "engine/numerics/ark_integrator.hpp"

namespace qingliu {

/// Everything the C library holds, and what its callbacks need.
struct BdfIntegrator::Session {
    SUNContext context = nullptr;
    N_Vector state = nullptr, absolute = nullptr;
    void* memory = nullptr;
    SUNNonlinearSolver solver = nullptr;
    std::size_t size;
    ImplicitSystem& system;
    BdfTolerances tolerances;
    std::vector<double> known, y;
    std::exception_ptr thrown;  // what the system threw, to be thrown again outside the C library
    std::string message;        // CVODE's own words
    bool begun = false;
    long steps = 0;

    Session(ImplicitSystem& of, BdfTolerances given);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    static int rate(realtype time, N_Vector y, N_Vector rate, void* user) noexcept;
    static int solve(SUNNonlinearSolver solver, N_Vector, N_Vector correction, N_Vector, realtype, booleantype,
                     void* memory) noexcept;
    static SUNNonlinearSolver_Type type(SUNNonlinearSolver) noexcept { return SUNNONLINEARSOLVER_ROOTFIND; }
    static int take_function(SUNNonlinearSolver, SUNNonlinSolSysFn) noexcept { return SUN_NLS_SUCCESS; }
    static void note(int, const char*, const char*, char* text, void* user) noexcept;
    void require(bool done, const char* what) const;
};

void BdfIntegrator::Session::require(bool done, const char* what) const {
    if (!done) throw std::runtime_error(std::string("CVODE set-up failed: ") + what + " " + message);
}

BdfIntegrator::Session::Session(ImplicitSystem& of, BdfTolerances given)
    : size(given.absolute.size()), system(of), tolerances(std::move(given)), known(size), y(size) {
    require(SUNContext_Create(nullptr, &context) == 0, "context");
    const auto length = static_cast<sunindextype>(size);
    state = N_VNew_Serial(length, context);
    absolute = N_VNew_Serial(length, context);
    require(state != nullptr && absolute != nullptr, "state");
    N_VConst(0.0, state);
    std::copy(tolerances.absolute.begin(), tolerances.absolute.end(), N_VGetArrayPointer(absolute));
    memory = CVodeCreate(CV_BDF, context);
    require(memory != nullptr, "integrator");
    solver = SUNNonlinSolNewEmpty(context);
    require(solver != nullptr, "solver");
    solver->content = this;
    solver->ops->gettype = &Session::type;
    solver->ops->solve = &Session::solve;
    solver->ops->setsysfn = &Session::take_function;
    require(CVodeSetErrHandlerFn(memory, &Session::note, this) == CV_SUCCESS, "error handler");
    require(CVodeInit(memory, &Session::rate, 0.0, state) == CV_SUCCESS, "start");
    require(CVodeSetUserData(memory, this) == CV_SUCCESS, "user data");
    require(CVodeSVtolerances(memory, tolerances.relative, absolute) == CV_SUCCESS, "tolerances");
    require(CVodeSetNonlinearSolver(memory, solver) == CV_SUCCESS, "nonlinear solver");
    require(CVodeSetMaxNumSteps(memory, tolerances.max_steps) == CV_SUCCESS, "steps");
    require(CVodeSetMaxErrTestFails(memory, 30) == CV_SUCCESS, "error test failures");
    require(CVodeSetMaxConvFails(memory, 30) == CV_SUCCESS, "convergence failures");
    // the formulas of order 3 and more do not damp every oscillation
    require(CVodeSetStabLimDet(memory, SUNTRUE) == CV_SUCCESS, "detection of the limit of stability");
}

BdfIntegrator::Session::~Session() {
    if (memory != nullptr) CVodeFree(&memory);
    if (solver != nullptr) SUNNonlinSolFreeEmpty(solver);
    if (state != nullptr) N_VDestroy(state);
    if (absolute != nullptr) N_VDestroy(absolute);
    if (context != nullptr) SUNContext_Free(&context);
}

/// f by a very short implicit step; asked for only where the integration starts.
int BdfIntegrator::Session::rate(realtype time, N_Vector at, N_Vector rate, void* user) noexcept {
    Session& self = *static_cast<Session*>(user);
    const double* values = N_VGetArrayPointer(at);
    double* result = N_VGetArrayPointer(rate);
    const double step = self.tolerances.shortest;
    try {
        self.y.assign(values, values + self.size);
        self.known = self.y;
        if (!self.system.solve(time, step, self.known, self.y)) return 1;
    } catch (...) {
        self.thrown = std::current_exception();
        return -1;
    }
    for (std::size_t i = 0; i < self.size; ++i) result[i] = (self.y[i] - self.known[i]) / step;
    return 0;
}

/// The implicit equation of a step, as CVODE has it: y = predicted + correction, y - gamma f(y) = predicted - rl1 zn1.
int BdfIntegrator::Session::solve(SUNNonlinearSolver solver, N_Vector, N_Vector correction, N_Vector, realtype,
                                  booleantype, void*) noexcept {
    Session& self = *static_cast<Session*>(solver->content);
    realtype time = 0, gamma = 0, rl1 = 0;
    N_Vector predicted = nullptr, now = nullptr, f = nullptr, zn1 = nullptr;
    void* user = nullptr;
    if (CVodeGetNonlinearSystemData(self.memory, &time, &predicted, &now, &f, &gamma, &rl1, &zn1, &user) != CV_SUCCESS)
        return SUN_NLS_MEM_NULL;
    const double *p = N_VGetArrayPointer(predicted), *z = N_VGetArrayPointer(zn1);
    double* c = N_VGetArrayPointer(correction);
    try {
        for (std::size_t i = 0; i < self.size; ++i) {
            self.known[i] = p[i] - rl1 * z[i];
            self.y[i] = p[i];
        }
        if (!self.system.solve(time, gamma, self.known, self.y)) return SUN_NLS_CONV_RECVR;
    } catch (...) {
        self.thrown = std::current_exception();
        return SUN_NLS_EXT_FAIL;
    }
    for (std::size_t i = 0; i < self.size; ++i) c[i] = self.y[i] - p[i];
    return SUN_NLS_SUCCESS;
}

void BdfIntegrator::Session::note(int, const char*, const char*, char* text, void* user) noexcept {
    try {
        static_cast<Session*>(user)->message = text;
    } catch (...) {
        // without memory for the words the return code still tells
    }
}

BdfIntegrator::BdfIntegrator(ImplicitSystem& system, BdfTolerances tolerances)
    : session_(std::make_unique<Session>(system, std::move(tolerances))) {}
BdfIntegrator::~BdfIntegrator() = default;

void BdfIntegrator::restart(double time, std::span<const double> y) {
    Session& self = *session_;
    if (y.size() != self.size) throw std::logic_error("BdfIntegrator: y has the wrong size");
    std::copy(y.begin(), y.end(), N_VGetArrayPointer(self.state));
    long steps = 0;
    if (self.begun && CVodeGetNumSteps(self.memory, &steps) == CV_SUCCESS) self.steps += steps;
    self.require(CVodeReInit(self.memory, time, self.state) == CV_SUCCESS, "restart");
    self.begun = true;
}

void BdfIntegrator::advance(double to, std::span<double> y) {
    Session& self = *session_;
    if (!self.begun || y.size() != self.size)
        throw std::logic_error("BdfIntegrator: not begun, or y has the wrong size");
    self.thrown = nullptr;
    self.message.clear();
    realtype reached = 0;
    int code = CVodeSetStopTime(self.memory, to);
    if (code == CV_SUCCESS) code = CVode(self.memory, to, self.state, &reached, CV_NORMAL);
    if (self.thrown) std::rethrow_exception(self.thrown);
    if (code < 0)
        throw IntegrationFailure("CVODE stopped at " + std::to_string(reached) + " s (code " + std::to_string(code) +
                                 "): " + self.message);
    const double* values = N_VGetArrayPointer(self.state);
    std::copy(values, values + self.size, y.begin());
}

long BdfIntegrator::steps() const {
    long steps = 0;
    if (session_->begun) CVodeGetNumSteps(session_->memory, &steps);
    return session_->steps + steps;
}

}  // namespace qingliu
