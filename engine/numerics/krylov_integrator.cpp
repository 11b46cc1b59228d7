#include "engine/numerics/krylov_integrator.hpp"

#include <arkode/arkode_arkstep.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_spgmr.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <stdexcept>
#include <string>

namespace qingliu {

namespace {

constexpr int order = 3;
constexpr int most_krylov_vectors = 20;
constexpr int most_newton_iterations = 6;
constexpr long most_steps = 200000;  // in one call
/// Share of the allowed error that is left to Newton's method, and of that to GMRES.
constexpr double newton_share = 0.03, krylov_share = 0.05;
/// Weight of what does not count: small enough to be seen by no norm.
constexpr double no_weight = 1e-25;

std::span<double> values_of(N_Vector vector) {
    return {N_VGetArrayPointer(vector), static_cast<std::size_t>(N_VGetLength_Serial(vector))};
}

}  // namespace

/// Everything the C library holds, and what its callbacks need.
struct KrylovIntegrator::Session {
    SUNContext context = nullptr;
    N_Vector state = nullptr, error = nullptr, weight = nullptr;
    void* memory = nullptr;
    SUNLinearSolver solver = nullptr;
    std::size_t size, counted;
    CoupledSystem* system = nullptr;
    std::exception_ptr thrown;  // what the system threw, to be thrown again outside the C library
    std::string message;        // ARKODE's own words
    std::size_t worst = 0;
    realtype reached = 0;  // start of the step at work
    long steps = 0, rejected = 0, evaluations = 0;

    Session(std::size_t length, std::size_t counting);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    static int evaluate(realtype time, N_Vector y, N_Vector rate, void* user) noexcept;
    static int weigh(N_Vector y, N_Vector weight, void* user) noexcept;
    static int guess(realtype time, N_Vector y, void* user) noexcept;
    static int prepare(realtype time, N_Vector y, N_Vector rate, booleantype good, booleantype* current, realtype gamma,
                       void* user) noexcept;
    static int precondition(realtype time, N_Vector y, N_Vector rate, N_Vector right, N_Vector solution, realtype gamma,
                            realtype tolerance, int side, void* user) noexcept;
    static void note(int, const char*, const char*, char* text, void* user) noexcept;
    void require(bool done, const char* what) const;
    void count();
    void find_worst();

    /// Runs a callback's work; what it throws is kept.
    template <class Work>
    int guarded(const Work& work) noexcept {
        try {
            return work();
        } catch (...) {
            thrown = std::current_exception();
            return -1;
        }
    }
};

void KrylovIntegrator::Session::require(bool done, const char* what) const {
    if (!done) throw std::runtime_error(std::string("ARKODE set-up failed: ") + what + " " + message);
}

KrylovIntegrator::Session::Session(std::size_t length, std::size_t counting) : size(length), counted(counting) {
    require(SUNContext_Create(nullptr, &context) == 0, "context");
    const auto places = static_cast<sunindextype>(length);
    state = N_VNew_Serial(places, context);
    error = N_VNew_Serial(places, context);
    weight = N_VNew_Serial(places, context);
    require(state != nullptr && error != nullptr && weight != nullptr, "state");
    N_VConst(0.0, state);
    memory = ARKStepCreate(nullptr, &Session::evaluate, 0.0, state, context);
    require(memory != nullptr, "integrator");
    solver = SUNLinSol_SPGMR(state, SUN_PREC_RIGHT, most_krylov_vectors, context);
    require(solver != nullptr, "linear solver");
    const auto done = [this](int code, const char* what) { require(code == ARK_SUCCESS, what); };
    done(ARKStepSetErrHandlerFn(memory, &Session::note, this), "error handler");
    done(ARKStepSetUserData(memory, this), "user data");
    done(ARKStepSetOrder(memory, order), "order");
    done(ARKStepWFtolerances(memory, &Session::weigh), "tolerances");
    done(ARKStepSetLinearSolver(memory, solver, nullptr), "linear solver");
    done(ARKStepSetPreconditioner(memory, &Session::prepare, &Session::precondition), "preconditioner");
    done(ARKStepSetStagePredictFn(memory, &Session::guess), "first guess");
    done(ARKStepSetNonlinConvCoef(memory, newton_share), "tolerance of Newton's method");
    done(ARKStepSetEpsLin(memory, krylov_share), "tolerance of GMRES");
    done(ARKStepSetMaxNonlinIters(memory, most_newton_iterations), "iterations");
    done(ARKStepSetMaxErrTestFails(memory, 30), "error test failures");
    done(ARKStepSetMaxConvFails(memory, 30), "convergence failures");
}

KrylovIntegrator::Session::~Session() {
    if (memory != nullptr) ARKStepFree(&memory);
    if (solver != nullptr) SUNLinSolFree(solver);
    for (N_Vector vector : {state, error, weight}) {
        if (vector != nullptr) N_VDestroy(vector);
    }
    if (context != nullptr) SUNContext_Free(&context);
}

int KrylovIntegrator::Session::evaluate(realtype time, N_Vector y, N_Vector rate, void* user) noexcept {
    Session& self = *static_cast<Session*>(user);
    ++self.evaluations;
    return self.guarded([&] {
        self.system->rate(time, values_of(y), values_of(rate));
        const bool finite = std::ranges::all_of(values_of(rate), [](double v) { return std::isfinite(v); });
        return finite ? 0 : 1;  // 1: recoverable, ARKODE tries a shorter step
    });
}

int KrylovIntegrator::Session::weigh(N_Vector y, N_Vector weight, void* user) noexcept {
    Session& self = *static_cast<Session*>(user);
    return self.guarded([&] {
        const auto weights = values_of(weight);
        self.system->allowed_errors(values_of(y), weights);
        // ARKODE's norm is a mean over all; it is to be one over those that count
        const double share =
            std::sqrt(static_cast<double>(self.size) / static_cast<double>(std::max<std::size_t>(self.counted, 1)));
        for (std::size_t i = 0; i < self.counted; ++i) weights[i] = share / weights[i];
        std::fill(weights.begin() + static_cast<std::ptrdiff_t>(self.counted), weights.end(), no_weight);
        return 0;
    });
}

/// What comes in is y at the start of the step.
int KrylovIntegrator::Session::guess(realtype time, N_Vector y, void* user) noexcept {
    Session& self = *static_cast<Session*>(user);
    return self.guarded([&] {
        self.system->guess(self.reached, time, values_of(y));
        return 0;
    });
}

int KrylovIntegrator::Session::prepare(realtype time, N_Vector y, N_Vector, booleantype good, booleantype* current,
                                       realtype gamma, void* user) noexcept {
    Session& self = *static_cast<Session*>(user);
    return self.guarded([&] {
        *current = self.system->prepare(time, values_of(y), gamma, good != SUNFALSE) ? SUNTRUE : SUNFALSE;
        return 0;
    });
}

int KrylovIntegrator::Session::precondition(realtype, N_Vector, N_Vector, N_Vector right, N_Vector solution, realtype,
                                            realtype, int, void* user) noexcept {
    Session& self = *static_cast<Session*>(user);
    return self.guarded([&] {
        self.system->precondition(values_of(right), values_of(solution));
        return 0;
    });
}

void KrylovIntegrator::Session::note(int, const char*, const char*, char* text, void* user) noexcept {
    try {
        static_cast<Session*>(user)->message = text;
    } catch (...) {
        // without memory for the words the return code still tells
    }
}

void KrylovIntegrator::Session::count() {
    long now = 0;
    if (ARKStepGetNumSteps(memory, &now) == ARK_SUCCESS) steps += now;
    if (ARKStepGetNumErrTestFails(memory, &now) == ARK_SUCCESS) rejected += now;
    if (ARKStepGetNumStepSolveFails(memory, &now) == ARK_SUCCESS) rejected += now;
}

void KrylovIntegrator::Session::find_worst() {
    worst = 0;
    if (ARKStepGetEstLocalErrors(memory, error) != ARK_SUCCESS || ARKStepGetErrWeights(memory, weight) != ARK_SUCCESS)
        return;
    const auto errors = values_of(error), weights = values_of(weight);
    double largest = 0;
    for (std::size_t i = 0; i < counted; ++i) {
        const double against = std::fabs(errors[i]) * weights[i];
        if (against <= largest) continue;
        largest = against;
        worst = i;
    }
}

KrylovIntegrator::KrylovIntegrator(std::size_t size, std::size_t counted)
    : session_(std::make_unique<Session>(size, counted)) {}
KrylovIntegrator::~KrylovIntegrator() = default;
KrylovIntegrator::KrylovIntegrator(KrylovIntegrator&&) noexcept = default;
KrylovIntegrator& KrylovIntegrator::operator=(KrylovIntegrator&&) noexcept = default;

void KrylovIntegrator::integrate(CoupledSystem& system, double from, double to, std::span<double> y) {
    if (y.size() != session_->size) throw std::logic_error("KrylovIntegrator: y has the wrong size");
    if (!(to > from)) return;
    Session& self = *session_;
    self.system = &system;
    self.thrown = nullptr;
    self.message.clear();
    std::ranges::copy(y, values_of(self.state).begin());
    self.reached = from;
    int code = ARKStepReInit(self.memory, nullptr, &Session::evaluate, from, self.state);
    if (code == ARK_SUCCESS) code = ARKStepSetInitStep(self.memory, 0.0);  // ARKODE looks for one
    if (code == ARK_SUCCESS) code = ARKStepSetStopTime(self.memory, to);
    // ARKODE does not tell a first guess where its step began, so that steps are taken one by one
    for (long step = 0; code == ARK_SUCCESS; ++step) {
        if (step == most_steps) {
            code = ARK_TOO_MUCH_WORK;
            self.message = "too many steps";
            break;
        }
        realtype reached = self.reached;
        code = ARKStepEvolve(self.memory, to, self.state, &reached, ARK_ONE_STEP);
        self.reached = reached;
    }
    self.count();
    if (self.thrown) std::rethrow_exception(self.thrown);
    if (code < 0) {
        self.find_worst();
        throw IntegrationFailure("ARKODE stopped at " + std::to_string(self.reached) + " s (code " +
                                 std::to_string(code) + "): " + self.message);
    }
    std::ranges::copy(values_of(self.state), y.begin());
}

std::size_t KrylovIntegrator::size() const { return session_->size; }
std::size_t KrylovIntegrator::worst() const { return session_->worst; }
long KrylovIntegrator::steps() const { return session_->steps; }
long KrylovIntegrator::rejected() const { return session_->rejected; }
long KrylovIntegrator::evaluations() const { return session_->evaluations; }

}  // namespace qingliu
