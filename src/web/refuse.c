/* The answers that are not what was asked for: pages that say what to do next, problem documents (RFC 9457) for programs. */
#include "dispatch.h"
#include "json.h"
#include "text.h"
#include "web_state.h"

static const struct error_page pages[] = {
  { 400, N_("This address is not right"), N_("Something in the address or the form cannot be read. Perhaps it was cut off."), false },
  { 401, N_("Sign in first"), N_("This is for people who work with it. Sign in, or send an API key."), false },
  { 403, N_("This page is not for you"), N_("Your account may not see this, or do this."), false },
  { 404, N_("This page is not there"), N_("Perhaps the page has moved. Or there is a mistake in the address."), false },
  { 405, N_("This cannot be done here"), N_("This page is there, but it does not take what was sent to it."), false },
  { 409, N_("Somebody else was first"), N_("This has been changed while you were at work. Go back, load the page again and look at what is new."), false },
  { 412, N_("Somebody else was first"), N_("This has been changed since you read it. Read it again, and send your change with its new version."), false },
  { 413, N_("This is too much at once"), N_("What you sent is too large. Make it shorter and send it again."), false },
  { 415, N_("This kind of file does not fit here"), N_("Fill in the form on this site and send that."), false },
  { 422, N_("Some answers need another look"), N_("Go back to the form. Your answers are still there."), false },
  { 429, N_("This is too often"), N_("Wait an hour, and try again."), false },
  { 500, N_("Something went wrong here"), N_("It is not your fault. We can see that it happened."), true },
  { 503, N_("It is very busy at the moment"), N_("We could not do this now. Nothing of it has been saved."), true },
};

static const struct error_page *page_of(int status)
{
  for (size_t i = 0; i < COUNT(pages); i++)
    if (pages[i].status == status) return &pages[i];
  return page_of(500);
}

void request_forget(struct ctx *c)
{
  struct request *const r = c->request;
  buf_release(&c->out);
  r->answered = false;
  r->more = NULL;
  r->header_count = 0;
  r->bytes = NULL;
  r->encoding = r->cache = NULL;
}

static bool wants_data(const struct request *r)
{
  if (r->route) return r->route->flags & ROUTE_DATA;
  return strncmp(r->path, "/api/", 5) == 0 || strncmp(r->path, "/hsds/", 6) == 0;
}

/* Sent again, it would perhaps be done twice. */
static bool outcome_unknown(const struct ctx *c) { return c->error.code == ERR_AWAY && c->error.field; }

/* What the program knows about this failure beyond its status, in words meant for whoever asked: what is the matter with the
 * database helps a worker to tell the administrator, and nobody else. What is not there says nothing more behind the door: it
 * must look like what one may not see. */
static const char *detail_of(struct ctx *c, int status)
{
  const struct route *const row = c->request->route;
  const bool for_workers = row && row->needs != MAY_ANYBODY;
  if (c->error.code == ERR_AWAY && !outcome_unknown(c)) {
    const char *const what = for_workers ? c->error.text : N_("Please try again in a few minutes.");
    return c->request->asked == POST ? JOIN(&c->arena, tr(c, what), " ", tr(c, N_("Nothing of it has been saved."))) : what;
  }
  if (status == 404 && for_workers) return NULL;
  return (status < 500 && c->error.code != OK) || c->error.code == ERR_BUSY || c->error.code == ERR_AWAY ? c->error.text : NULL;
}

static void write_field_errors(struct ctx *c, struct json *j)
{
  const struct form *const form = c->form;
  json_key(j, "errors");
  json_open(j, '[');
  for (size_t i = 0; form && i < form->rec->count; i++) {
    if (!form->wrong[i]) continue;
    json_begin(j, NULL, '{');
    json_str(j, "field", form->rec->fields[i].name);
    json_str(j, "message", tr(c, form->wrong[i]));
    json_close(j);
  }
  if (c->error.field) {
    json_begin(j, NULL, '{');
    json_str(j, "field", c->error.field);
    json_str(j, "message", c->error.text ? tr(c, c->error.text) : NULL);
    json_close(j);
  }
  json_close(j);
}

static void write_problem(struct ctx *c, const struct error_page *page)
{
  struct json j = { .b = &c->out };
  c->lang = LANG_EN;                                                /* documents for programs are English */
  const char *const detail = page->status == 415 ? N_("Send the body as application/json.") : detail_of(c, page->status);
  json_open(&j, '{');
  json_str(&j, "type", "about:blank");
  json_num(&j, "status", page->status);
  json_str(&j, "title", tr(c, page->title));
  json_str(&j, "detail", tr(c, detail ? detail : page->text));
  if (page->status == 400 || page->status == 422) write_field_errors(c, &j);
  json_close(&j);
}

void request_refuse(struct ctx *c, int status)
{
  struct request *const r = c->request;
  struct error_page page = *page_of(status);
  request_forget(c);
  if (c->error.code == ERR_AWAY) page.title = N_("This does not work at the moment");
  page.retry &= !outcome_unknown(c);
  c->arena.failed = false;                                          /* what did not fit is thrown away; this is short */
  if (wants_data(r)) write_problem(c, &page);
  else {
    const char *const detail = detail_of(c, status);
    if (detail && strcmp(detail, page.title) != 0) page.text = detail;
    page.work = r->who && !r->who->half;
    const struct page frame = { .title = tr(c, page.title), .status = status, .noindex = true };
    page_begin(c, &frame);
    view_error(c, &page);
    if (page_end(c, &frame) != OK) buf_release(&c->out);
  }
  r->answered = true;
  r->status = status;
  r->type = wants_data(r) ? "application/problem+json" : "text/html; charset=utf-8";
  if (status == 503 && !outcome_unknown(c)) respond_header(c, "Retry-After", "5");
  if (status == 429) respond_header(c, "Retry-After", "3600");
  if (status == 401) respond_header(c, "WWW-Authenticate", "Bearer");
}
