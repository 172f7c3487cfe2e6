#include "frame.h"
#include "form_names.h"
#include "request.h"
#include "text.h"
#include "url.h"
#include "web_state.h"

/* What may be said was done: no text comes from an address. */
static const struct { const char *key, *text; } deeds[] = {
  { "opgeslagen",  N_("Saved.") },
  { "toegevoegd",  N_("Added.") },
  { "verwijderd",  N_("Removed.") },
  { "beeindigd",   N_("Ended.") },
  { "verstuurd",   N_("Sent.") },
  { "bevestigd",   N_("Confirmed.") },
  { "gevraagd",    N_("Asked for. A second person must approve it.") },
  { "regisseur",   N_("Asked. Who directs gets a task.") },
  { "overname",    N_("Asked to take the direction over. Until this colleague says yes, you direct.") },
  { "opdracht",    N_("It will be done within a minute.") },
  { "goedgekeurd", N_("Approved.") },
  { "afgewezen",   N_("Refused.") },
  { "afgerond",    N_("Finished.") },
  { "geroepen",    N_("Your colleagues are called.") },
  { "gestopt",     N_("This talk is over. What was written is gone.") },
  { "geendagen",   N_("No day of yours is still to come.") },
  { "ingelogd",    N_("You are signed in.") },
  { "uitgelogd",   N_("You are signed out.") },
};

static const char *deed_of(const char *key, size_t n)
{
  for (size_t i = 0; i < COUNT(deeds); i++)
    if (strlen(deeds[i].key) == n && memcmp(deeds[i].key, key, n) == 0) return deeds[i].text;
  return NULL;
}

static const char *done(const struct request *r)
{
  const char *at = r->query, *const end = at + strlen(at);
  struct url_pair pair;
  while (r->asked == GET && url_pair_next(&at, end, &pair))
    if (pair.name_size == strlen(FORM_DONE) && memcmp(pair.name, FORM_DONE, pair.name_size) == 0) return deed_of(pair.value, pair.value_size);
  return NULL;
}

static struct link_to_list menu_of(struct ctx *c, const struct signed_in *s)
{
  const struct work_link_list all = c->app->web->work_menu;
  struct link_to *const links = arena_new(&c->arena, struct link_to, all.count + 1);
  struct link_to_list list = { links, 0 };
  for (size_t i = 0; i < all.count; i++)
    if (signed_in_may(s, all.at[i].needs)) links[list.count++] = (struct link_to){ all.at[i].path, all.at[i].label };
  return list;
}

/* Pages that say that something is not there have no form: they are the same for everything that is not there. */
const struct work_frame *work_frame_of(struct ctx *c, const struct page *p)
{
  const struct request *const r = c->request;
  if (!r || (!p->work && !r->who && !(r->route && r->route->needs != MAY_ANYBODY))) return NULL;
  struct work_frame *const f = arena_new(&c->arena, struct work_frame, 1);
  const bool whole = r->who && !r->who->half;
  *f = (struct work_frame){ .done = r->query ? done(r) : NULL };
  if (!whole) return f;
  f->who = r->who;
  f->role = role_label(r->who->post.role);
  f->menu = menu_of(c, r->who);
  f->sign_out = p->status >= 400 ? NULL : form_token_text(c, SIGN_OUT_PATH);
  return f;
}

int redirect_done(struct ctx *c, const char *path, const char *deed)
{
  const size_t n = strcspn(path, "#");
  if (!deed_of(deed, strlen(deed))) return fail(c, ERR_STORE, deed, "a handler did what frame.c has no words for");
  const char *const front = arena_text(&c->arena, path, n);
  return redirect(c, JOIN(&c->arena, front, strchr(front, '?') ? "&" : "?", FORM_DONE, "=", deed, path + n));
}
