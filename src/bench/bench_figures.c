#include "bench_figures.h"
#include "json.h"

void figure_add(struct figures *f, struct figure figure)
{
  if (f->count < FIGURES_MOST) f->at[f->count++] = figure;
}

static bool met(const struct figure *f)
{
  return f->bound == AT_LEAST ? f->value >= f->limit : f->bound == AT_MOST ? f->value <= f->limit : f->bound != LESS_THAN || f->value < f->limit;
}

static const char *verdict(bool asked, bool fine) { return !asked ? "" : fine ? "ok" : "**missed**"; }

/* --- Markdown --------------------------------------------------------------------------- */

static void print_figure(const struct figure *f, FILE *out)
{
  static const char *const signs[] = { [AT_LEAST] = "≥", [AT_MOST] = "≤", [LESS_THAN] = "<" };
  fprintf(out, "| %s | %.*f %s | ", f->what, f->decimals, f->value, f->unit);
  if (f->bound) fprintf(out, "%s %.*f %s", signs[f->bound], f->limit < 1 ? 2 : 0, f->limit, f->unit);
  fprintf(out, " | %s |\n", verdict(f->bound, met(f)));
}

static void print_page(const struct page_figure *p, FILE *out)
{
  fprintf(out, "| %s | %.0f | %.1f ms | %.1f ms | %.1f kB | %.0f µs | ", p->what, p->load.rate, p->load.median_ms, p->load.p99_ms,
          (double)p->load.bytes / 1000, p->load.server_us);
  if (p->reference) fprintf(out, "%.0f %% of %s (%.0f %% by processor time)", p->ratio * 100, p->reference, p->by_processor * 100);
  fputs(" | ", out);
  if (p->limit > 0) fprintf(out, "≥ %.0f %%", p->limit * 100);
  fprintf(out, " | %s |\n", verdict(p->limit > 0, p->ratio >= p->limit));
}

void figures_print(const struct figures *f, FILE *out)
{
  fprintf(out, "%s; data on %s. %zu offers, %zu connections, %.1f s a page, the client on the same cores.\n\n",
          f->machine, f->disk, f->offers, f->connections, f->seconds);
  fputs("| page | answers/s | median | 99 % | body | server | compared | required | |\n|---|--:|--:|--:|--:|--:|---|---|---|\n", out);
  for (size_t i = 0; i < f->page_count; i++) print_page(&f->pages[i], out);
  fputs("\n| what | measured | required | |\n|---|--:|---|---|\n", out);
  for (size_t i = 0; i < f->count; i++) print_figure(&f->at[i], out);
}

/* --- JSON ------------------------------------------------------------------------------- */

static void put_real(struct json *j, const char *name, double value)
{
  char text[40];
  snprintf(text, sizeof text, "%.4f", value);
  json_key(j, name);
  put(j->b, text);
}

static void put_figure(struct json *j, const struct figure *f)
{
  json_begin(j, NULL, '{');
  json_str(j, "key", f->key);
  json_str(j, "what", f->what);
  json_str(j, "unit", f->unit);
  put_real(j, "value", f->value);
  if (f->bound) {
    json_str(j, "bound", f->bound == AT_LEAST ? "at least" : f->bound == AT_MOST ? "at most" : "less than");
    put_real(j, "limit", f->limit);
    json_bool(j, "met", met(f));
  }
  json_close(j);
}

static void put_page(struct json *j, const struct page_figure *p)
{
  json_begin(j, NULL, '{');
  json_str(j, "key", p->key);
  json_str(j, "what", p->what);
  put_real(j, "rate", p->load.rate);
  put_real(j, "median_ms", p->load.median_ms);
  put_real(j, "p99_ms", p->load.p99_ms);
  json_num(j, "bytes", (int64_t)p->load.bytes);
  json_num(j, "questions", (int64_t)p->questions);
  json_num(j, "wrong", (int64_t)p->load.wrong);
  put_real(j, "server_us", p->load.server_us);
  put_real(j, "client_us", p->load.client_us);
  if (p->reference) {
    json_str(j, "reference", p->reference);
    put_real(j, "ratio", p->ratio);
    put_real(j, "ratio_by_processor", p->by_processor);
  }
  if (p->limit > 0) { put_real(j, "limit", p->limit); json_bool(j, "met", p->ratio >= p->limit); }
  json_close(j);
}

void figures_print_json(const struct figures *f, FILE *out)
{
  struct buf b = { 0 };
  struct json j = { .b = &b };
  json_open(&j, '{');
  json_str(&j, "machine", f->machine);
  json_str(&j, "disk", f->disk);
  json_num(&j, "offers", (int64_t)f->offers);
  json_num(&j, "connections", (int64_t)f->connections);
  put_real(&j, "seconds", f->seconds);
  json_begin(&j, "pages", '[');
  for (size_t i = 0; i < f->page_count; i++) put_page(&j, &f->pages[i]);
  json_close(&j);
  json_begin(&j, "figures", '[');
  for (size_t i = 0; i < f->count; i++) put_figure(&j, &f->at[i]);
  json_close(&j);
  json_close(&j);
  fprintf(out, "%s\n", buf_text(&b));
  buf_release(&b);
}
