/* Pages for who keeps the hooks of an organisation. */
#include "hooks_web.h"
#include "calendar.h"
#include "form_page.h"
#include "html.h"
#include "openapi.h"
#include "text.h"

const struct route hooks_routes[] = {
  { GET,  HOOKS_PATH,                    MAY_KEEP_HOOKS, DB,    NULL,              show_hooks,        ROUTE_NL_EN },
  { GET,  HOOKS_PATH "/nieuw",           MAY_KEEP_HOOKS, DB,    NULL,              show_hook_new,     ROUTE_NL_EN },
  { POST, HOOKS_PATH "/nieuw",           MAY_KEEP_HOOKS, WRITE, &hook_form_record, add_hook,          ROUTE_NL_EN | ROUTE_FRESH },
  { GET,  HOOKS_PATH "/:id",             MAY_KEEP_HOOKS, DB,    NULL,              show_hook,         ROUTE_NL_EN },
  { POST, HOOKS_PATH "/:id/proef",       MAY_KEEP_HOOKS, WRITE, NULL,              test_hook,         ROUTE_NL_EN },
  { POST, HOOKS_PATH "/:id/geheim",      MAY_KEEP_HOOKS, WRITE, NULL,              renew_hook_secret, ROUTE_NL_EN | ROUTE_FRESH },
  { POST, HOOKS_PATH "/:id/oud-geheim",  MAY_KEEP_HOOKS, WRITE, NULL,              end_hook_secret,   ROUTE_NL_EN },
  { POST, HOOKS_PATH "/:id/uit",         MAY_KEEP_HOOKS, WRITE, NULL,              hook_off,          ROUTE_NL_EN },
  { POST, HOOKS_PATH "/:id/aan",         MAY_KEEP_HOOKS, WRITE, NULL,              hook_on,           ROUTE_NL_EN },
  { POST, HOOKS_PATH "/:id/weg",         MAY_KEEP_HOOKS, WRITE, NULL,              remove_hook,       ROUTE_NL_EN },
  { .path = NULL }
};

int show_hooks(struct ctx *c)
{
  struct hooks_view v;
  TRY(hooks_own(c, &v.hooks));
  const struct page page = { .title = tr(c, N_("Connected systems")), .current = HOOKS_PATH, .other_lang = HOOKS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_hooks(c, &v);
  return page_end(c, &page);
}

int show_hook_new(struct ctx *c)
{
  const struct form_page v = { .title = tr(c, N_("Connect a system")), .path = local_path(c, HOOKS_PATH "/nieuw"), .token_path = HOOKS_PATH "/nieuw",
    .back = local_path(c, HOOKS_PATH), .back_label = tr(c, N_("Connected systems")), .button = tr(c, N_("Connect")), .rec = &hook_form_record,
    .note = tr(c, N_("From now on this address hears of every referral to or from your organisation in your region that it changed. "
      "After saving you see a secret once: with it your system checks that messages come from here.")) };
  return form_page(c, &v, HOOKS_PATH);
}

/* --- one of them ------------------------------------------------------------------------------------------------------ */

/* "Arrived (204)" */
static const char *answer_of(struct ctx *c, const struct hook_event *e)
{
  if (!e->outcome) return instant_known(e->done) ? tr(c, N_("Not sent: it was switched off")) : tr(c, hook_outcome_label(HOOK_UNSENT));
  const char *const said = tr(c, hook_outcome_label(e->outcome));
  return e->status.known ? JOIN(&c->arena, said, " (", arg_num(c, e->status), ")") : said;
}

static struct hook_line line_of(struct ctx *c, const struct hook_event *e)
{
  const bool waits = !instant_known(e->done);
  return (struct hook_line){ .when = moment_in_words(c, instant_known(e->sent) ? e->sent : e->made, true), .event = hook_kind_label(e->kind), .answer = answer_of(c, e),
    .next = waits && e->tries.n > 0 && e->outcome ? moment_in_words(c, e->due, false) : NULL, .about = id_known(e->about) ? arg_id(&c->arena, e->about) : NULL,
    .taken = e->outcome == HOOK_TAKEN, .waits = waits };
}

static int hook_page(struct ctx *c, struct id id, const char *fresh)
{
  struct hook h;
  struct hook_event_list events;
  TRY(hook_own(c, id, &h));
  TRY(hook_events(c, id, &events));
  struct hook_view v = { .hook = &h, .fresh = fresh, .events = { arena_new(&c->arena, struct hook_line, events.count + 1), events.count } };
  if (instant_known(h.off)) v.off = moment_in_words(c, h.off, false);
  if (h.old_secret && h.old_until.ms > c->now) v.old_until = moment_in_words(c, h.old_until, false);
  for (size_t i = 0; i < events.count; i++) v.events.at[i] = line_of(c, &events.at[i]);
  const struct page page = { .title = h.label, .current = HOOKS_PATH, .other_lang = JOIN(&c->arena, HOOKS_PATH "/", arg_id(&c->arena, id)), .noindex = true, .work = true };
  page_begin(c, &page);
  view_hook(c, &v);
  return page_end(c, &page);
}

int show_hook(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  return hook_page(c, id, NULL);
}

int add_hook(struct ctx *c)
{
  struct id id;
  const char *secret;
  TRY(hook_add(c, form_row(c, hook_form), &id, &secret));
  c->form = NULL;
  return hook_page(c, id, secret);
}

int renew_hook_secret(struct ctx *c)
{
  struct id id;
  const char *secret;
  TRY(path_id(c, &id));
  TRY(hook_secret_new(c, id, &secret));
  return hook_page(c, id, secret);
}

static int done(struct ctx *c, struct id id, const char *what) { return redirect_done(c, path_of_id(c, HOOKS_PATH, id, NULL), what); }

int end_hook_secret(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(hook_secret_old_end(c, id));
  return done(c, id, "opgeslagen");
}

int test_hook(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(hook_test(c, id));
  return done(c, id, "opdracht");
}

static int set_on(struct ctx *c, bool on)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(hook_switch(c, id, on));
  return done(c, id, "opgeslagen");
}
int hook_off(struct ctx *c) { return set_on(c, false); }
int hook_on(struct ctx *c) { return set_on(c, true); }

int remove_hook(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(hook_remove(c, id));
  return redirect_done(c, local_path(c, HOOKS_PATH), "verwijderd");
}

/* --- as the interface describes itself ---------------------------------------------------------------------------------- */

static const struct api_member data[] = { { "referral", "?string" }, API_END };
static const struct api_member event[] = { { "type", "string" }, { "timestamp", "string" }, { "data", "@HookData" }, API_END };
static const struct api_document documents[] = { { "HookData", data }, { "HookEvent", event }, { .name = NULL } };
static const struct api_webhook webhooks[] = {
  { "referral.changed", "referralChanged", "Something changed about a referral that the organisation gives help for or made: read it with getReferral. Sent to the address that the organisation "
    "connected, signed in the headers webhook-id, webhook-timestamp and webhook-signature as Standard Webhooks has it. Answer 2xx within ten seconds; anything else is tried "
    "again, up to three days.", "HookEvent" },
  { "test", "test", "The same, about nothing: somebody pressed the button on the page.", "HookEvent" },
  { .name = NULL }
};
const struct api_part hooks_api = { .documents = documents, .webhooks = webhooks };
