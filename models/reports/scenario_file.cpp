#include "models/reports/scenario_file.hpp"

#include "models/reports/forecast_file.hpp"

namespace qingliu {

ScenarioFile::ScenarioFile(const std::filesystem::path& file, const ResultLayout& layout, const Scenario& scenario)
    : layout_(layout), fields_(result_fields(layout)), file_(file), faces_(all_places(layout.mesh.faces())) {
    write_global_attributes(file_, layout, layout.specification.title + ": " + scenario.title);
    file_.set_attribute(NetcdfFile::global, "scenario_name", scenario.name);
    time_ = define_time(file_);
    write_mesh(file_, layout.mesh);
    write_places(file_, layout);
    for (const Field& field : fields_) {
        VariableDescription variable;
        variable.name = field.name;
        variable.dimensions = {"time", field.on_faces ? "face" : "cell"};
        variable.unit = field.unit;
        variable.standard_name = field.standard_name;
        variable.long_name = field.long_name;
        variable.title = field.title;
        variable.location = field.on_faces ? "edge" : "node";
        variable.coordinates = field.on_faces ? "face_x face_y" : "node_x node_y";
        variable.cell_methods = "time: point";
        const std::size_t places = field.on_faces ? layout.mesh.faces() : layout.mesh.nodes();
        variable.chunk = {records_per_chunk(places), places};
        variable_.push_back(file_.define(variable));
    }
}

void ScenarioFile::add(double time, const ScenarioFrame& frame) {
    file_.put_record(time_, records_, time);
    for (std::size_t k = 0; k < fields_.size(); ++k) {
        const std::vector<int>& places = fields_[k].on_faces ? faces_ : layout_.mesh.node_cell;
        slab_.resize(places.size());
        gather(fields_[k], frame, places, slab_);
        file_.put_record(variable_[k], records_, slab_);
    }
    ++records_;
}

void ScenarioFile::finish(bool complete) { file_.finish(complete); }

}  // namespace qingliu
