// The standards that come with the program, by name: the files of configs/standards.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace qingliu {

struct KnownStandard {
    std::string key;       ///< name of the file without its ending (gb3838-2002)
    std::string name;      ///< GB 3838-2002
    std::string title;     ///< 地表水环境质量标准
    int rows = 0;          ///< indicators or items
    int not_verified = 0;  ///< of them, whose figures are not read in a source
    std::filesystem::path file;
};

/// The folder named by the environment variable QINGLIU_STANDARDS, else the one the program was built beside.
std::filesystem::path standards_folder();

/// Every file *.yaml of a folder, by key. Throws FileError where the folder cannot be read, InputError where a file is
/// no YAML.
std::vector<KnownStandard> known_standards(const std::filesystem::path& folder = standards_folder());

/// The file of the known standard of that key or name, whatever the case of its letters; empty where there is none.
std::filesystem::path known_standard_file(std::string_view name);

/// The file a user means: a path where one is there, else the known standard of that key or name, whatever the case of
/// its letters. Throws InputError with the known ones and a guess.
std::filesystem::path standard_file(std::string_view name_or_file);

}  // namespace qingliu
