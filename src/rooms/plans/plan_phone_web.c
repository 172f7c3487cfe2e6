/* The stop plan on the person's own phone: for the worker who writes it with them, and for whoever has the link. */
#include "app.h"
#include "html.h"
#include "plans_web.h"
#include "text.h"

/* --- for the worker ---------------------------------------------------------------------------------------------------- */

static int fill_link(struct ctx *c, const struct plan *p, struct phone_view *v)
{
  struct plan_link link;
  const char *token;
  const int rc = link_of(c, p->id, &link);
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(link_token(c, link.id, &token));
  v->link = absolute_url(c, JOIN(&c->arena, PLAN_PAGE "/", token));
  v->until = moment_in_words(c, link.until, false);
  v->qr = qr_make(c, v->link);
  return OK;
}

int show_phone(struct ctx *c)
{
  struct id id;
  struct plan p;
  struct plan_phone row;
  struct phone_view v = { .row = &row };
  TRY(path_id(c, &id));
  TRY(plan_get(c, id, &p));
  TRY(sheet_get(c, &phone_kind, id, &row));
  v.plan = &p;
  v.path = path_of_id(c, PLAN_PATH, id, NULL);
  v.written = id_known(row.id);
  TRY(fill_link(c, &p, &v));
  return PLAN_PAGE_OF(c, N_("On the own phone"), view_plan_phone, &v);
}

static int back(struct ctx *c, struct id plan, const char *done) { return redirect_done(c, path_of_id(c, PLAN_PATH, plan, "/telefoon"), done); }

int save_phone(struct ctx *c)
{
  struct id plan;
  TRY(path_id(c, &plan));
  TRY(phone_save(c, plan, form_row(c, plan_phone)));
  return back(c, plan, "opgeslagen");
}

int make_link(struct ctx *c)
{
  struct id plan;
  TRY(path_id(c, &plan));
  TRY(link_make(c, plan, NULL));
  return back(c, plan, "toegevoegd");
}

int end_links(struct ctx *c)
{
  struct id id;
  struct plan p;
  TRY(path_id(c, &id));
  TRY(plan_get(c, id, &p));
  TRY(links_end(c, id));
  return back(c, id, "beeindigd");
}

/* --- for whoever has the link --------------------------------------------------------------------------------------------- */

/* What was written line by line. */
static struct own_line_list lines_of(struct ctx *c, const char *text)
{
  struct own_line_list out = { arena_new(&c->arena, const char *, (text ? strlen(text) : 0) + 1), 0 };
  for (const char *s = text ? text : ""; *s; ) {
    const size_t n = strcspn(s, "\r\n");
    const char *const line = arena_text(&c->arena, s, n);
    if (text_said(line)) out.at[out.count++] = line;
    s += n + strspn(s + n, "\r\n");
  }
  return out;
}

static int read_own(struct ctx *c, struct plan_phone *page, struct own_view *v)
{
  struct plan_link link;
  TRY(phone_read(c, path_part(c), page, &link));
  v->page = page;
  v->path = local_path(c, JOIN(&c->arena, PLAN_PAGE "/", path_part(c)));
  v->until = moment_in_words(c, link.until, false);
  v->signals = lines_of(c, page->signals);
  v->steps = lines_of(c, page->steps);
  v->calls = lines_of(c, page->calls);
  v->reason = lines_of(c, page->reason);
  return OK;
}

static int own_page(struct ctx *c, const struct own_view *v, int status)
{
  const struct page page = { .title = tr(c, N_("Note")), .other_lang = v->elsewhere || v->ended ? NULL : JOIN(&c->arena, PLAN_PAGE "/", path_part(c)), .noindex = true, .status = status };
  respond_header(c, "Cache-Control", "no-store");
  page_begin(c, &page);
  view_own_plan(c, v);
  return page_end(c, &page);
}

/* A process for the public has no keys, and cannot know its own links from others. */
int show_own_plan(struct ctx *c)
{
  struct plan_phone page;
  struct own_view v = { .elsewhere = !c->keys };
  if (v.elsewhere) return own_page(c, &v, 404);
  TRY(read_own(c, &page, &v));
  return own_page(c, &v, 0);
}

/* The same as a file: it is kept on the phone, works without a network, and fetches nothing. Neutral name. */
int get_own_file(struct ctx *c)
{
  struct plan_phone page;
  struct own_view v = { .elsewhere = !c->keys };
  if (v.elsewhere) return own_page(c, &v, 404);
  TRY(read_own(c, &page, &v));
  v.away = c->app->config && c->app->config->exit_url ? c->app->config->exit_url : "https://www.buienradar.nl/";      /* as in web/start.c */
  view_own_file(c, &v);
  respond_header(c, "Content-Disposition", "attachment; filename=\"notitie.html\"");
  respond_header(c, "Cache-Control", "no-store");
  return respond(c, 200, "text/html; charset=utf-8");
}

int end_own_plan(struct ctx *c)
{
  if (!c->keys) return own_page(c, &(struct own_view){ .elsewhere = true }, 404);
  TRY(phone_end(c, path_part(c)));
  return own_page(c, &(struct own_view){ .ended = true }, 0);
}
