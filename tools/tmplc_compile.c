/* The compiler: reads a template once, from front to back, and writes C as it goes.
 * Text becomes put_mem() calls with white space reduced; expressions are copied, each alone at its own line and column
 * behind #line, so that the C compiler checks them and reports errors in the template. */
#include "tmplc.h"
#include "tmplc_place.h"
#include <stdarg.h>
#include <string.h>

enum { MAX_DEPTH = 32, MAX_NAME = 60, MAX_ARGUMENTS = 9, LITERAL_SIZE = 4096 };

struct span { const char *at, *end; };                  /* a part of the template */

struct block {
  char kind;                                            /* 'i': if, 'f': for */
  bool has_else, spaced;
  int line, column;
  struct place start, merged;                           /* where it began; the strictest end of the branches so far */
};

struct compiler {
  const char *name, *src, *end, *p;                     /* `p`: the directive or character at hand */
  const char *line_start;
  int line;
  struct place place;
  struct block blocks[MAX_DEPTH];
  size_t depth;
  bool in_view;
  char literal[LITERAL_SIZE];
  size_t literal_size;
  char gap;                                             /* white space seen but not written: 0, ' ' or '\n' */
  bool spaced;                                          /* the last thing written was white space */
  FILE *out;
  char *err;
  size_t err_size;
};

static bool is_space(char ch) { return ch == ' ' || ch == '\n' || ch == '\t' || ch == '\r' || ch == '\f'; }
static bool is_digit(char ch) { return ch >= '0' && ch <= '9'; }
static bool is_word(char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || is_digit(ch) || ch == '_'; }
static size_t size_of(struct span s) { return (size_t)(s.end - s.at); }

static struct span trimmed(struct span s)
{
  while (s.at < s.end && is_space(*s.at)) s.at++;
  while (s.end > s.at && is_space(s.end[-1])) s.end--;
  return s;
}

/* ---- messages ---- */

__attribute__((format(printf, 4, 5)))
static bool refuse_at(struct compiler *t, int line, int column, const char *format, ...)
{
  va_list args;
  const int n = snprintf(t->err, t->err_size, "%s:%d:%d: error: ", t->name, line, column);
  if (n >= 0 && (size_t)n < t->err_size) {
    va_start(args, format);
    vsnprintf(t->err + n, t->err_size - (size_t)n, format, args);
    va_end(args);
  }
  return false;
}
#define REFUSE(t, ...) refuse_at((t), (t)->line, (int)((t)->p - (t)->line_start) + 1, __VA_ARGS__)

/* ---- output ---- */

static void put_string_char(FILE *out, unsigned char ch)
{
  if (ch == '\n') fputs("\\n", out);
  else if (ch == '"' || ch == '\\' || ch == '?') fprintf(out, "\\%c", ch);      /* \? : no trigraphs */
  else if (ch < ' ' || ch > '~') fprintf(out, "\\%03o", ch);
  else fputc(ch, out);
}

static void flush(struct compiler *t)
{
  if (t->literal_size == 0) return;
  fputs("put_mem(o, \"", t->out);
  for (size_t i = 0; i < t->literal_size; i++) {
    put_string_char(t->out, (unsigned char)t->literal[i]);
    if (t->literal[i] == '\n' && i + 1 < t->literal_size) fputs("\"\n  \"", t->out);
  }
  fprintf(t->out, "\", %zu);\n", t->literal_size);
  t->literal_size = 0;
}

static void write_char(struct compiler *t, char ch)
{
  if (t->literal_size == sizeof t->literal) flush(t);
  t->literal[t->literal_size++] = ch;
}

static void write_gap(struct compiler *t)
{
  if (t->gap && !t->spaced) { write_char(t, t->gap); t->spaced = true; }
  t->gap = '\0';
}

static void line_directive(struct compiler *t, int line)
{
  fprintf(t->out, "\n#line %d \"", line);
  for (const char *s = t->name; *s; s++) put_string_char(t->out, (unsigned char)*s);
  fputs("\"\n", t->out);
}

/* Blanks as wide as the template from `s` to `end`. */
static void put_blank(FILE *out, const char *s, const char *end)
{
  for (; s < end; s++) fputc(*s == '\t' ? '\t' : ' ', out);
}

/* `before`, then the C text at its own line and column of the template, then `after`. `before` goes on the same line if it
 * fits in front (a wrong type is reported there), else on the line above: not above #line, because it may open a macro's
 * arguments, where a directive has no business. Above line 1 there is nothing, so its columns move. */
static void code(struct compiler *t, const char *before, struct span text, const char *after)
{
  const size_t size = strlen(before);
  int line = t->line;
  const char *start = text.at;
  for (const char *s = t->p; s < text.at; s++) line += *s == '\n';
  while (start > t->src && start[-1] != '\n') start--;
  const size_t column = (size_t)(text.at - start);
  const bool fits = column >= size && !memchr(text.at - size, '\t', size);
  const bool above = !fits && line > 1;
  line_directive(t, above ? line - 1 : line);
  if (fits) put_blank(t->out, start, text.at - size);
  fprintf(t->out, "%s%s", before, above ? "\n" : fits ? "" : " ");
  if (above) put_blank(t->out, start, text.at);
  fwrite(text.at, 1, size_of(text), t->out);
  fprintf(t->out, "\n%s\n", after);
}

/* ---- C text inside directives ---- */

/* The quote that closes the string or character at `s`, or `end`. */
static const char *string_end(const char *s, const char *end)
{
  const char quote = *s++;
  while (s < end && *s != quote) s += *s == '\\' && s + 1 < end ? 2 : 1;
  return s;
}

/* Takes the text up to a comma outside strings and brackets, and the comma, off `rest`. */
static struct span next_argument(struct span *rest)
{
  int nested = 0;
  const char *s = rest->at;
  for (; s < rest->end; s++) {
    if (*s == '"' || *s == '\'') { s = string_end(s, rest->end); if (s == rest->end) break; }
    else if (*s == '(' || *s == '[' || *s == '{') nested++;
    else if (*s == ')' || *s == ']' || *s == '}') nested--;
    else if (*s == ',' && nested == 0) break;
  }
  const struct span argument = trimmed((struct span){ rest->at, s });
  rest->at = s < rest->end ? s + 1 : s;
  return argument;
}

/* How many values the text in the C string `s` takes; -1 (and a message) if it is not one of our formats. */
static int wanted_values(struct compiler *t, struct span s)
{
  int in_order = 0, by_number = 0;
  for (const char *q = s.at; q + 1 < s.end; q++) {
    if (*q != '%') continue;
    q++;
    if (*q == 's') in_order++;
    else if (*q >= '1' && *q <= '9' && q + 2 < s.end && q[1] == '$' && q[2] == 's') { if (*q - '0' > by_number) by_number = *q - '0'; }
    else if (*q != '%') { REFUSE(t, "a text may hold %%s, %%1$s and %%%% only"); return -1; }
  }
  if (in_order && by_number) { REFUSE(t, "number all the values of a text, or none"); return -1; }
  return in_order + by_number;
}

/* name(parameters) or name(arguments): splits at the bracket. */
static bool signature(struct compiler *t, struct span s, struct span *name, struct span *rest)
{
  const char *q = s.at;
  while (q < s.end && is_word(*q)) q++;
  *name = (struct span){ s.at, q };
  if (q == s.at || is_digit(*s.at) || q == s.end || *q != '(' || s.end[-1] != ')') return REFUSE(t, "write a name and (…) here");
  if (size_of(*name) > MAX_NAME) return REFUSE(t, "this name is too long");
  *rest = (struct span){ q + 1, s.end };
  return true;
}

static bool is_empty(struct span rest)             /* rest: what follows the bracket that opens */
{
  return *trimmed(rest).at == ')';
}

/* ---- directives ---- */

static bool do_include(struct compiler *t, struct span s)
{
  if (t->in_view) return REFUSE(t, "{include} stands above the first view");
  if (size_of(s) < 3 || !((*s.at == '"' && string_end(s.at, s.end) == s.end - 1) || (*s.at == '<' && s.end[-1] == '>')) || memchr(s.at, '\n', size_of(s)))
    return REFUSE(t, "write {include \"file.h\"}");
  line_directive(t, t->line);
  fprintf(t->out, "#include %.*s\n", (int)size_of(s), s.at);
  return true;
}

static bool end_view(struct compiler *t)
{
  if (t->depth) {
    const struct block *b = &t->blocks[t->depth - 1];
    return refuse_at(t, b->line, b->column, "this block has no {end}");
  }
  if (!t->in_view) return true;
  if (t->place.kind != IN_TEXT) return REFUSE(t, "the view ends inside a tag");
  if (t->place.verbatim) return REFUSE(t, "the view ends inside <pre> or <textarea>");
  flush(t);
  fputs("}\n", t->out);
  return true;
}

static bool begin_function(struct compiler *t, struct span s, const char *prefix, bool is_static)
{
  static const char body[] = "{ struct buf *const o = &c->out; (void)o;";
  struct span name, rest;
  char before[MAX_NAME + 64];
  t->gap = '\0';                                        /* the white space at the end of a view belongs to nobody */
  if (!end_view(t) || !signature(t, s, &name, &rest)) return false;
  snprintf(before, sizeof before, "%svoid %s%.*s(struct ctx *c%s", is_static ? "static " : "", prefix, (int)size_of(name), name.at,
           is_empty(rest) ? "" : ",");
  if (!is_static) code(t, before, rest, ";");           /* quiets -Wmissing-prototypes; must agree with the room's header */
  code(t, before, rest, body);
  t->in_view = true;
  t->place = (struct place){ .kind = IN_TEXT };
  t->spaced = true;
  return true;
}
static bool do_view(struct compiler *t, struct span s) { return begin_function(t, s, "view_", false); }
static bool do_fragment(struct compiler *t, struct span s) { return begin_function(t, s, "frag_", false); }
static bool do_partial(struct compiler *t, struct span s) { return begin_function(t, s, "", true); }

static bool do_use(struct compiler *t, struct span s)
{
  struct span name, rest;
  char before[MAX_NAME + 16];
  if (t->place.kind != IN_TEXT) return REFUSE(t, "{use} stands in text");
  if (!signature(t, s, &name, &rest)) return false;
  snprintf(before, sizeof before, "%.*s(c%s", (int)size_of(name), name.at, is_empty(rest) ? "" : ",");
  code(t, before, rest, ";");
  return true;
}

static bool do_output(struct compiler *t, struct span s)
{
  const char *verb;
  char before[32];
  const char *const wrong = place_verb(&t->place, &verb);
  if (wrong) return REFUSE(t, "%s", wrong);
  if (s.at == s.end) return REFUSE(t, "write {= expression}");
  snprintf(before, sizeof before, "%s(c,", verb);
  code(t, before, s, ");");
  return true;
}

static bool translation_allowed(struct compiler *t)
{
  const char *verb;
  const char *const wrong = place_verb(&t->place, &verb);
  if (wrong) return REFUSE(t, "%s", wrong);
  if (strcmp(verb, "HTML") != 0 && strcmp(verb, "ATTR") != 0) return REFUSE(t, "no translated text in a URL");
  return true;
}

/* The remaining arguments as an array of texts, and the end of the call. */
static bool text_arguments(struct compiler *t, struct span rest, int given, int wanted)
{
  while (rest.at < rest.end) {
    const struct span argument = next_argument(&rest);
    if (argument.at == argument.end) return REFUSE(t, "a value is missing between commas");
    code(t, "TEXT(c,", argument, "),");
    given++;
  }
  fputs("NULL });\n", t->out);
  if (given != wanted) return REFUSE(t, "the text wants %d values and gets %d", wanted, given);
  return given <= MAX_ARGUMENTS || REFUSE(t, "at most %d values in a text", MAX_ARGUMENTS);
}

static bool do_text(struct compiler *t, struct span s)
{
  struct span rest = s;
  const struct span text = next_argument(&rest);
  if (!translation_allowed(t)) return false;
  if (text.at == text.end) return REFUSE(t, "write {t \"text\"}");
  if (*text.at != '"') {
    if (rest.at < rest.end) return REFUSE(t, "only a literal text takes values");
    code(t, "html_text(o, tr(c,", text, "));");
    return true;
  }
  const int wanted = wanted_values(t, text);
  if (wanted < 0) return false;
  if (rest.at == rest.end && !memchr(text.at, '%', size_of(text))) { code(t, "html_text(o, tr(c, N_(", text, ")));"); return true; }
  code(t, "html_tr(o, tr(c, N_(", text, ")), (const char *const[]){");
  return text_arguments(t, rest, 0, wanted);
}

static bool do_number(struct compiler *t, struct span s)
{
  struct span rest = s;
  const struct span count = next_argument(&rest), one = next_argument(&rest), many = next_argument(&rest);
  if (!translation_allowed(t)) return false;
  if (count.at == count.end || one.at == one.end || many.at == many.end || *one.at != '"' || *many.at != '"')
    return REFUSE(t, "write {n count, \"%%s thing\", \"%%s things\"}");
  const int wanted_one = wanted_values(t, one), wanted = wanted_values(t, many);
  if (wanted_one < 0 || wanted < 0) return false;
  if (wanted_one > wanted) return REFUSE(t, "the singular wants more values than the plural");
  code(t, "html_trn(o, c, N2_(", (struct span){ one.at, many.end }, "),");
  code(t, "HTML_COUNT(", count, "), (const char *const[]){");
  return text_arguments(t, rest, 1, wanted);
}

static struct block *open_block(struct compiler *t, char kind)
{
  if (t->depth == MAX_DEPTH) { REFUSE(t, "blocks are nested too deep"); return NULL; }
  struct block *const b = &t->blocks[t->depth++];
  *b = (struct block){ .kind = kind, .line = t->line, .column = (int)(t->p - t->line_start) + 1,
                       .spaced = t->spaced, .start = t->place, .merged = t->place };
  return b;
}

static bool do_if(struct compiler *t, struct span s)
{
  if (s.at == s.end) return REFUSE(t, "write {if condition}");
  if (!open_block(t, 'i')) return false;
  code(t, "if (", s, ") {");
  return true;
}

static bool do_for(struct compiler *t, struct span s)
{
  const size_t n = t->depth;
  const char *q = s.at;
  while (q < s.end && is_word(*q)) q++;
  const struct span row = { s.at, q };
  struct span list = trimmed((struct span){ q, s.end });
  if (row.at == row.end || is_digit(*row.at) || size_of(row) > MAX_NAME || list.at == q || size_of(list) < 4
      || memcmp(list.at, "in", 2) != 0 || !is_space(list.at[2])) return REFUSE(t, "write {for row in list}");
  list = trimmed((struct span){ list.at + 2, list.end });
  if (!open_block(t, 'f')) return false;
  char before[64];
  snprintf(before, sizeof before, "{ const __auto_type list%zu_ = &(", n);
  code(t, before, list, ");");
  fprintf(t->out, "for (size_t i%zu_ = 0; i%zu_ < list%zu_->count; i%zu_++) {\n"
                  "const __typeof__(*list%zu_->at) *const %.*s = &list%zu_->at[i%zu_]; (void)%.*s;\n",
          n, n, n, n, n, (int)size_of(row), row.at, n, n, (int)size_of(row), row.at);
  t->place.value_start = false;                         /* the second round does not begin a value */
  t->spaced = false;                                    /* nor stand behind what stood before the first */
  return true;
}

/* A branch ends here: it must end where its block began. */
static bool end_branch(struct compiler *t, struct block *b)
{
  if (!place_same(&b->start, &t->place)) return REFUSE(t, "this branch does not end where it began in the HTML (line %d)", b->line);
  place_merge(&b->merged, &t->place);
  return true;
}

static struct block *next_branch(struct compiler *t)
{
  struct block *const b = t->depth ? &t->blocks[t->depth - 1] : NULL;
  if (!b || b->has_else) { REFUSE(t, "no block to go with this"); return NULL; }
  if (!end_branch(t, b)) return NULL;
  t->place = b->start;
  t->spaced = b->spaced;
  return b;
}

static bool do_elif(struct compiler *t, struct span s)
{
  struct block *const b = next_branch(t);
  if (!b) return false;
  if (b->kind != 'i' || s.at == s.end) return REFUSE(t, "{elif condition} belongs to {if}");
  code(t, "} else if (", s, ") {");
  return true;
}

static bool do_else(struct compiler *t, struct span s)
{
  struct block *const b = next_branch(t);
  if (!b) return false;
  if (s.at != s.end) return REFUSE(t, "write {else}; {elif condition} takes a condition");
  b->has_else = true;
  if (b->kind == 'i') fputs("} else {\n", t->out);
  else fprintf(t->out, "}\nif (list%zu_->count == 0) {\n", t->depth - 1);
  return true;
}

static bool do_end(struct compiler *t, struct span s)
{
  struct block *const b = t->depth ? &t->blocks[t->depth - 1] : NULL;
  if (!b || s.at != s.end) return REFUSE(t, b ? "write {end}" : "nothing to end");
  if (!end_branch(t, b)) return false;
  place_merge(&t->place, &b->merged);
  t->spaced = false;
  t->depth--;
  fputs(b->kind == 'f' ? "} }\n" : "}\n", t->out);
  return true;
}

enum directive_kind { TOP, OUTPUT, CALL, CONTROL };     /* begins a function or is above them; writes; likewise; neither */

static const struct directive { const char *word; enum directive_kind kind; bool (*run)(struct compiler *t, struct span rest); } directives[] = {
  { "include",  TOP,     do_include },
  { "view",     TOP,     do_view },
  { "partial",  TOP,     do_partial },
  { "fragment", TOP,     do_fragment },
  { "use",      CALL,    do_use },
  { "=",        OUTPUT,  do_output },
  { "t",        OUTPUT,  do_text },
  { "n",        OUTPUT,  do_number },
  { "for",      CONTROL, do_for },
  { "if",       CONTROL, do_if },
  { "elif",     CONTROL, do_elif },
  { "else",     CONTROL, do_else },
  { "end",      CONTROL, do_end },
};

/* ---- the template from front to back ---- */

static void advance(struct compiler *t, const char *to)
{
  for (; t->p < to; t->p++)
    if (*t->p == '\n') { t->line++; t->line_start = t->p + 1; }
}

/* Nothing else stands on the line(s) of t->p up to `end`: then the line leaves no trace. */
static bool alone(const struct compiler *t, const char *end)
{
  const char *s = t->p;
  while (s > t->src && (s[-1] == ' ' || s[-1] == '\t')) s--;
  while (end < t->end && (*end == ' ' || *end == '\t' || *end == '\r')) end++;
  return (s == t->src || s[-1] == '\n') && (end == t->end || *end == '\n');
}

/* Moves past a directive that ends at `end`; the rest of its line too if it leaves no trace. */
static void leave(struct compiler *t, const char *end, bool whole_line)
{
  while (whole_line && end < t->end && end[-1] != '\n') end++;
  advance(t, end);
  if (whole_line && place_collapses(&t->place)) t->spaced = true;
}

static void drop_indentation(struct compiler *t)
{
  while (t->literal_size && (t->literal[t->literal_size - 1] == ' ' || t->literal[t->literal_size - 1] == '\t')) t->literal_size--;
}

static bool run_directive(struct compiler *t, const struct directive *d, struct span rest, const char *end)
{
  const bool whole_line = (d->kind == TOP || d->kind == CONTROL) && alone(t, end);
  const char *wrong;
  if (d->kind != TOP) {
    if (!t->in_view) return REFUSE(t, "begin with {view name(parameters)}");
    if (d->kind != OUTPUT && (wrong = place_pause(&t->place))) return REFUSE(t, "%s", wrong);
    if (whole_line && !place_collapses(&t->place)) drop_indentation(t);
    write_gap(t);
    flush(t);
  }
  if (!d->run(t, rest)) return false;
  if (d->kind == OUTPUT) t->place.value_start = false;
  if (d->kind == OUTPUT || d->kind == CALL) t->spaced = false;
  leave(t, end, whole_line);
  return true;
}

static bool directive(struct compiler *t)
{
  const char *const s = t->p + 1, *q = s, *word_end = s;
  for (int nested = 0; q < t->end && (*q != '}' || nested); q++) {
    if (*q == '"' || *q == '\'') { q = string_end(q, t->end); if (q == t->end) break; }
    else nested += (*q == '{') - (*q == '}');
  }
  if (q == t->end) return REFUSE(t, "{ without } ({{ writes a brace)");
  if (*s == '=') word_end++;
  else while (word_end < q && is_word(*word_end)) word_end++;
  for (size_t i = 0; i < sizeof directives / sizeof *directives; i++) {
    const struct directive *const d = &directives[i];
    if (strlen(d->word) == (size_t)(word_end - s) && memcmp(d->word, s, strlen(d->word)) == 0)
      return run_directive(t, d, trimmed((struct span){ word_end, q }), q + 1);
  }
  return REFUSE(t, "no such directive: {%.*s} ({{ writes a brace)", (int)(word_end - s < 20 ? word_end - s : 20), s);
}

static bool comment(struct compiler *t)
{
  const char *q = t->p + 2;
  while (q + 1 < t->end && !(q[0] == '#' && q[1] == '}')) q++;
  if (q + 1 >= t->end) return REFUSE(t, "{# without #}");
  const bool whole_line = alone(t, q + 2);
  if (whole_line && !place_collapses(&t->place)) drop_indentation(t);
  if (whole_line && t->gap) write_gap(t);
  leave(t, q + 2, whole_line);
  return true;
}

static bool text_char(struct compiler *t)
{
  const char ch = *t->p;
  const bool collapses = place_collapses(&t->place), text = t->place.kind == IN_TEXT, script = t->place.kind == IN_SCRIPT;
  const char *const wrong = place_walk(&t->place, ch);
  if (wrong) return REFUSE(t, "%s", wrong);
  if (is_space(ch) && (collapses || script)) {
    if (!script && t->gap != '\n') t->gap = text && ch == '\n' ? '\n' : ' ';
  } else {
    if (ch == '>' && !text && collapses) t->gap = '\0';
    write_gap(t);
    write_char(t, ch);
    t->spaced = false;
  }
  advance(t, t->p + 1);
  return true;
}

/* One directive, comment or character. */
static bool step(struct compiler *t)
{
  const char next = t->p + 1 < t->end ? t->p[1] : '\0';
  if (*t->p == '{' && next == '#') return comment(t);
  if (*t->p == '{' && next != '{') return directive(t);
  if (!t->in_view && !is_space(*t->p)) return REFUSE(t, "begin with {view name(parameters)}");
  if (!t->in_view) { advance(t, t->p + 1); return true; }
  if (*t->p == '{') advance(t, t->p + 1);
  return text_char(t);
}

int tmplc_compile(const char *name, const char *src, size_t len, FILE *out, char *err, size_t err_size)
{
  struct compiler t = { .name = name, .src = src, .end = src + len, .p = src, .line_start = src, .line = 1,
                        .out = out, .err = err, .err_size = err_size };
  if (err_size) err[0] = '\0';
  if (len && memchr(src, '\0', len)) { REFUSE(&t, "a template is text: it has no NUL bytes"); return 1; }
  fputs("#include \"view.h\"\n", out);
  while (t.p < t.end)
    if (!step(&t)) return 1;
  return end_view(&t) ? 0 : 1;
}
