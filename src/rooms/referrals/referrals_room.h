/* The room of referrals in the house. */
#ifndef REFERRALS_ROOM_H
#define REFERRALS_ROOM_H
#include "app.h"

extern const struct room referrals_room;
#endif
