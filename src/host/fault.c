/* See fault.h. */
#include "host/fault.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>

#define ALTERNATE_SIZE ((size_t)64 * 1024)

static const int fault_signals[] = {SIGSEGV, SIGBUS, SIGFPE};
enum { FAULT_SIGNALS = sizeof fault_signals / sizeof *fault_signals };

static struct sigaction before[FAULT_SIGNALS];
static pthread_once_t installed = PTHREAD_ONCE_INIT;
static int install_error;
static pthread_key_t alternate_key;
static _Thread_local Vm *running;
static _Thread_local bool has_alternate;

static bool fault_is_ours(const Vm *vm, int signal, const siginfo_t *info) {
  if (!vm || info->si_code <= 0) return false; /* nothing runs, or another process sent it */
  if (signal == SIGFPE) return true;
  uintptr_t address = (uintptr_t)info->si_addr, base = (uintptr_t)vm->base;
  return address >= base - GUARD_SIZE && address < base + CAGE_SIZE + GUARD_SIZE;
}

static void pass_on(int signal, siginfo_t *info, void *context) {
  for (unsigned i = 0; i < FAULT_SIGNALS; i++) {
    if (fault_signals[i] != signal) continue;
    if (before[i].sa_flags & SA_SIGINFO) {
      before[i].sa_sigaction(signal, info, context);
    } else if (before[i].sa_handler != SIG_DFL && before[i].sa_handler != SIG_IGN) {
      before[i].sa_handler(signal);
    } else {
      /* The instruction is run again on return and faults for good; one that was sent has to be sent again. */
      sigaction(signal, &before[i], NULL);
      if (info->si_code <= 0) pthread_kill(pthread_self(), signal); /* `raise` is the core's */
    }
  }
}

static void on_fault(int signal, siginfo_t *info, void *context) {
  Vm *vm = running;
  if (!fault_is_ours(vm, signal, info)) {
    int kept = errno;
    pass_on(signal, info, context);
    errno = kept;
    return;
  }
  siglongjmp(*(sigjmp_buf *)vm->recovery, 2);
}

static void alternate_free(void *stack) {
  stack_t off = {.ss_flags = SS_DISABLE};
  sigaltstack(&off, NULL);
  munmap(stack, ALTERNATE_SIZE);
}

static void install(void) {
  if (pthread_key_create(&alternate_key, alternate_free)) {
    install_error = EAGAIN;
    return;
  }
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  sigemptyset(&action.sa_mask);
  for (unsigned i = 0; i < FAULT_SIGNALS; i++)
    if (sigaction(fault_signals[i], &action, &before[i])) install_error = errno;
}

bool fault_handlers_install(void) {
  pthread_once(&installed, install);
  errno = install_error;
  return !install_error;
}

static void alternate_ensure(void) {
  has_alternate = true;
  stack_t old;
  if (sigaltstack(NULL, &old) || !(old.ss_flags & SS_DISABLE)) return;
  void *memory = mmap(NULL, ALTERNATE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  stack_t stack = {.ss_sp = memory, .ss_size = ALTERNATE_SIZE};
  sigaltstack(&stack, NULL);
  pthread_setspecific(alternate_key, memory);
}

bool fault_guard(Vm *vm, void (*body)(Vm *vm, void *argument), void *argument) {
  if (!has_alternate) alternate_ensure();
  sigjmp_buf point;
  volatile bool whole = true;
  vm->recovery = &point;
  if (!sigsetjmp(point, 0)) {
    running = vm;
    body(vm, argument);
  } else {
    whole = false;
  }
  running = NULL;
  vm->recovery = NULL;
  return whole;
}
