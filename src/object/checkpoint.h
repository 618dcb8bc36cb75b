/*
 * Repeating a native whose allocation failed: it is entered again at the step of its last AWAIT. A loop that counts between two
 * AWAITs would count twice then. CHECKPOINT marks a place that everything before is done for good: entered again, the native
 * goes on there. Between an AWAIT and the next CHECKPOINT nothing may be allocated; between a CHECKPOINT and the next AWAIT nothing
 * may be changed that the same stretch reads.
 */
#ifndef PYXIS_CHECKPOINT_H
#define PYXIS_CHECKPOINT_H

#include "object/native.h"

#define CHECKPOINT(step)                                                                                               \
  do {                                                                                                                 \
    Frame *mine_ = current_frame(vm);                                                                                  \
    mine_->state = (mine_->state & 0xFFFF0000u) | (step);                                                              \
  case step:;                                                                                                          \
  } while (0)

#endif
