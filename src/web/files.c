#include "files.h"
#include "assets.h"
#include "compress.h"
#include "text.h"
#include "web_state.h"

static const char forever[] = "public, max-age=31536000, immutable";

const char *files_folder(struct arena *a)
{
  uint64_t h = 0;
  for (size_t i = 0; i < assets_count; i++) h = hash_bytes(assets[i].hash, strlen(assets[i].hash), h);
  return JOIN(a, "/assets/", text_hex(a, h), "/");
}

static void answer(struct request *r, const char *type, const void *bytes, size_t size, const char *cache)
{
  r->answered = true;
  r->status = 200;
  r->type = type;
  r->bytes = bytes;
  r->size = size;
  r->cache = cache;
}

static void answer_asset(struct request *r, const struct asset *asset, const char *cache)
{
  const bool small = asset->brotli && coding_accepted(r->accept_encoding, "br");
  answer(r, asset->type, small ? asset->brotli : asset->bytes, small ? asset->brotli_size : asset->size, cache);
  r->encoding = small ? "br" : NULL;
}

bool files_answer(struct ctx *c)
{
  struct request *const r = c->request;
  const struct web *const web = c->app->web;
  const char *const slash = strncmp(r->path, "/assets/", 8) == 0 ? strchr(r->path + 8, '/') : NULL;
  if (web->theme.url && strcmp(r->path, web->theme.url) == 0) {
    answer(r, "text/css; charset=utf-8", web->theme.css, web->theme.size, forever);
    return true;
  }
  const struct asset *const asset = slash ? asset_find(slash + 1) : NULL;
  if (!asset) return false;
  /* a page of yesterday's program asks with yesterday's hash: it gets today's file, for now */
  answer_asset(r, asset, strncmp(r->path, web->assets, strlen(web->assets)) == 0 ? forever : "no-cache");
  return true;
}

int file_respond(struct ctx *c, const char *name)
{
  const struct asset *const asset = asset_find(name);
  if (!asset) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  answer_asset(c->request, asset, "public, max-age=86400");
  return OK;
}
