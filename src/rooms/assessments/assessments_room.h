/* The room of questionnaires about a person of a household. */
#ifndef ASSESSMENTS_ROOM_H
#define ASSESSMENTS_ROOM_H
#include "app.h"

extern const struct room assessments_room;
#endif
