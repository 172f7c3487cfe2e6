/* What devices.c asks of its store. */
#ifndef DEVICES_INTERNAL_H
#define DEVICES_INTERNAL_H
#include "devices.h"

MUST_USE int devices_of_hash(struct ctx *c, const char *hash, struct known_device_list *out);
MUST_USE int devices_of(struct ctx *c, struct id account, struct known_device_list *out);
/* Some of those last used before then. */
MUST_USE int devices_before(struct ctx *c, struct instant then, struct known_device_list *out);
#endif
