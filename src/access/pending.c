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
int draft_save(struct ctx *c, struct id a, const char *p, const char *b) { (void)c; (void)a; (void)p; (void)b; return OK; }
int draft_read(struct ctx *c, const char *p, const char **b) { (void)p; (void)b; return fail(c, ERR_NOT_FOUND, NULL, NULL); }
int draft_take(struct ctx *c, const char *p, const char **b) { (void)p; (void)b; return fail(c, ERR_NOT_FOUND, NULL, NULL); }
int api_key_enter(struct ctx *c, const char *k, struct signed_in *o) { (void)k; (void)o; return fail(c, ERR_NOT_FOUND, NULL, NULL); }
