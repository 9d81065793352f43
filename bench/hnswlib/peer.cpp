// hnswlib behind the line protocol of PeerServer.java: one request a line, one line of numbers back.
// Arguments: the folder of base.f32, queries.f32 and truth.i32; the dimension.
#include <atomic>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "hnswlib.h"

namespace {

constexpr size_t kHits = 10;
constexpr size_t kM = 16;
constexpr size_t kEfConstruction = 100;

template <typename T>
std::vector<T> read(const std::string& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) throw std::runtime_error("cannot read " + file);
  std::vector<T> values(static_cast<size_t>(in.tellg()) / sizeof(T));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(values.data()), values.size() * sizeof(T));
  return values;
}

// CPU seconds of all threads of this process.
double cpuSeconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

double wallSeconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

class Peer {
 public:
  Peer(const std::string& folder, size_t dimension)
      : dimension_(dimension),
        base_(read<float>(folder + "/base.f32")),
        queries_(read<float>(folder + "/queries.f32")),
        truth_(read<int>(folder + "/truth.i32")),
        space_(dimension) {}

  void build(size_t threads, size_t rows) {
    graph_ = std::make_unique<hnswlib::HierarchicalNSW<float>>(&space_, rows, kM, kEfConstruction);
    std::atomic<size_t> next{0};
    auto work = [&] {
      for (size_t row = next++; row < rows; row = next++) {
        graph_->addPoint(base_.data() + row * dimension_, row);
      }
    };
    std::vector<std::thread> others;
    for (size_t i = 1; i < threads; i++) others.emplace_back(work);
    work();
    for (auto& other : others) other.join();
  }

  double recall(size_t ef) {
    graph_->setEf(ef);
    size_t count = queries_.size() / dimension_;
    size_t found = 0;
    for (size_t query = 0; query < count; query++) {
      auto hits = graph_->searchKnn(queries_.data() + query * dimension_, kHits);
      for (; !hits.empty(); hits.pop()) {
        for (size_t i = 0; i < kHits; i++) {
          found += hits.top().second == static_cast<size_t>(truth_[query * kHits + i]);
        }
      }
    }
    return static_cast<double>(found) / (kHits * count);
  }

  size_t queries() const { return queries_.size() / dimension_; }

 private:
  size_t dimension_;
  std::vector<float> base_;
  std::vector<float> queries_;
  std::vector<int> truth_;
  hnswlib::InnerProductSpace space_;
  std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph_;
};

}  // namespace

int main(int, char** arguments) {
  Peer peer(arguments[1], std::stoul(arguments[2]));
  std::string request;
  while (std::cin >> request) {
    size_t first;
    size_t second = 0;
    std::cin >> first;
    if (request != "warm") std::cin >> second;
    double cpu = cpuSeconds();
    double wall = wallSeconds();
    if (request == "build") {
      peer.build(first, second);
      std::cout << cpuSeconds() - cpu << " " << wallSeconds() - wall << std::endl;
    } else if (request == "warm") {
      peer.recall(first);
      std::cout << wallSeconds() - wall << " 0" << std::endl;
    } else if (request == "search") {
      double recall = 0;
      for (size_t i = 0; i < second; i++) recall = peer.recall(first);
      std::cout << recall << " " << second * peer.queries() / (cpuSeconds() - cpu) << std::endl;
    } else {
      std::cerr << "no request '" << request << "'" << std::endl;
      return 1;
    }
  }
}
