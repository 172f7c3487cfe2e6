/* Until they are here. */
#include "factors.h"
#include "devices.h"
#include "api_keys.h"
#include "invitations.h"
#include "drafts.h"
int factors_end(struct ctx *c, struct id a) { (void)c; (void)a; return OK; }
int devices_forget(struct ctx *c, struct id a) { (void)c; (void)a; return OK; }
int api_keys_end(struct ctx *c, struct id a) { (void)c; (void)a; return OK; }
int invitations_end(struct ctx *c, struct id a) { (void)c; (void)a; return OK; }
int drafts_drop(struct ctx *c, struct id a) { (void)c; (void)a; return OK; }
