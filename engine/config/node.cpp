#include "engine/config/node.hpp"

#include <utility>

namespace qingliu {
namespace {

const Node::Data& nothing() {
    static const Node::Data data;
    return data;
}

const std::filesystem::path& no_path() {
    static const std::filesystem::path path;
    return path;
}

}  // namespace

std::shared_ptr<Node::Data> Node::data_at(const Node& place) {
    auto data = std::make_shared<Data>();
    if (place.data_) {
        data->line = place.data_->line;
        data->column = place.data_->column;
        data->source = place.data_->source;
    }
    return data;
}

Node Node::of_text(std::string text, const Node& place) {
    const std::shared_ptr<Data> data = data_at(place);
    data->kind = Kind::text;
    data->text = std::move(text);
    return Node(data);
}

Node Node::of_nothing(const Node& place) {
    const std::shared_ptr<Data> data = data_at(place);
    data->kind = Kind::map;
    return Node(data);
}

Node::Kind Node::kind() const { return data_ ? data_->kind : Kind::absent; }

std::string_view Node::kind_name() const {
    switch (kind()) {
        case Kind::text:
            return "text";
        case Kind::list:
            return "a list";
        case Kind::map:
            return "a map";
        case Kind::absent:
        case Kind::empty:
            break;
    }
    return "nothing";
}

const std::string& Node::text() const { return data_ ? data_->text : nothing().text; }

const std::vector<Node>& Node::items() const { return data_ ? data_->items : nothing().items; }

const std::vector<Node::Entry>& Node::entries() const { return data_ ? data_->entries : nothing().entries; }

Node Node::find(std::string_view key) const {
    for (const Entry& entry : entries()) {
        if (entry.key.text() == key) return entry.value;
    }
    return {};
}

Node Node::key_node(std::string_view key) const {
    for (const Entry& entry : entries()) {
        if (entry.key.text() == key) return entry.key;
    }
    return *this;
}

Place Node::place(std::size_t offset) const {
    Place place;
    if (!data_ || !data_->source) return place;
    place.file = data_->source->path.string();
    place.line = data_->line;
    place.column = data_->column;
    if (data_->line >= 1 && static_cast<std::size_t>(data_->line) <= data_->source->lines.size()) {
        place.text = data_->source->lines[static_cast<std::size_t>(data_->line) - 1];
    }
    // Inside quotes the text begins one byte later; folded text that runs over lines stays at its beginning.
    const std::size_t moved = offset + (offset > 0 && data_->quoted ? 1 : 0);
    if (static_cast<std::size_t>(place.column) + moved <= place.text.size()) place.column += static_cast<int>(moved);
    return place;
}

const std::filesystem::path& Node::file() const { return data_ && data_->source ? data_->source->path : no_path(); }

}  // namespace qingliu
