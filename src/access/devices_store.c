#include "devices_internal.h"

static const struct query by_hash = { &known_device_record, "FROM known_device WHERE known_device.token_hash = $1" };
static const struct query of_account = { &known_device_record, "FROM known_device WHERE known_device.account = $1" };
static const struct query unused = { &known_device_record, "FROM known_device WHERE known_device.used < $1 ORDER BY known_device.used LIMIT 100" };
const struct query *const device_queries[] = { &by_hash, &of_account, &unused, NULL };

int devices_of_hash(struct ctx *c, const char *hash, struct known_device_list *out) { return global_select(c, known_device, out, &by_hash, P(hash)); }
int devices_of(struct ctx *c, struct id account, struct known_device_list *out) { return global_select(c, known_device, out, &of_account, P(account)); }
int devices_before(struct ctx *c, struct instant then, struct known_device_list *out) { return global_select(c, known_device, out, &unused, P(then)); }
