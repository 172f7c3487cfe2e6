/* Open data: the social map as HSDS 3.1 (Open Referral), so that other directories can reuse it.
 * Source: Human Services Data Specification 3.1. What we add to it stands in /hsds/profile.
 *
 * GET only, read by anybody, answered from the offers snapshot: help, measures and steps, ended ones
 * too, as `defunct`. This room owns no table and changes nothing. Ids of services and organisations are those of the
 * offer and its provider; all others are derived from what they name (hsds_ids.c) and so stay the same for ever. */
#ifndef HSDS_H
#define HSDS_H
#include "app.h"

extern const struct room hsds_room;
extern const struct route hsds_routes[];
#endif
